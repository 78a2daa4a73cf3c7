import type { Scores } from 'perennial-journeys/language';
import { did, trait, worth } from './language.ts';

export const scores = {
  fit: [worth(25, trait('employees').atLeast(50)), worth(15, trait('role').oneOf('lead', 'buyer'))],
  engagement: [
    worth(4, did('report.shared'), { upTo: 20 }),
    worth(4, did('teammate.joined'), { upTo: 20 }),
  ],
  intent: [
    worth(40, did('contact.requested')),
    worth(40, did('mail.replied')),
    worth(20, did('limit.reached'), { upTo: 40 }),
    worth(10, did('pricing.viewed'), { upTo: 30 }),
  ],
} satisfies Scores;
