import type { Scores } from 'perennial-journeys/language';
import { did, trait, worth } from './language.ts';

/** Whoever comes to every talk learns a lot from us. That is no reason to ring them. */
export const scores = {
  fit: [
    worth(20, trait('buildings').atLeast(3)),
    worth(20, trait('role').oneOf('manager', 'owner')),
  ],
  engagement: [
    worth(10, did('session.attended', { minutes: { atLeast: 20 } }), { upTo: 40 }),
    worth(5, did('replay.watched', { minutes: { atLeast: 15 } }), { upTo: 20 }),
  ],
  intent: [
    worth(40, did('demo.requested')),
    worth(40, did('mail.replied')),
    worth(10, did('pricing.viewed'), { upTo: 30 }),
  ],
} satisfies Scores;
