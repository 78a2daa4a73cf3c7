import type { Scores } from 'perennial-journeys/language';
import { did, trait, worth } from './language.ts';

/** Three scores, kept apart: how well they fit, how much they learn from us, how much they want to buy. */
export const scores = {
  fit: [
    worth(25, trait('role').oneOf('buyer', 'champion')),
    worth(15, trait('employees').atLeast(50)),
    worth(10, trait('employees').atLeast(200)),
  ],
  engagement: [
    worth(3, did('guide.downloaded'), { upTo: 12 }),
    worth(5, did('webinar.attended', { minutes: { atLeast: 20 } })),
  ],
  intent: [
    worth(40, did('demo.requested')),
    worth(40, did('mail.replied')),
    worth(8, did('pricing.viewed'), { upTo: 24 }),
    worth(12, did('guide.downloaded', { topic: 'roi' }), { upTo: 12 }),
  ],
} satisfies Scores;
