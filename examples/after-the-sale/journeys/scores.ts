import type { Scores } from 'perennial-journeys/language';
import { did, worth } from './language.ts';

/** Of customers we ask two things: how much they work with it, and whether they want more of it. */
export const scores = {
  engagement: [worth(2, did('feature.used'), { upTo: 20 })],
  intent: [
    worth(40, did('expansion.asked')),
    worth(40, did('mail.replied')),
    worth(20, did('seats.full'), { upTo: 40 }),
  ],
} satisfies Scores;
