import { about, ahead, daysLeft, QUARTER } from './goals.ts';
import { rule } from './rule.ts';

/** Goals for one horizon only. A house without goals has none to judge. */
export const j203 = rule(
  'J203',
  'Goals for today and for the future: both are needed (MKT1).',
  (book) => {
    if (book.goals.length === 0) return [];
    const days = ahead(book).map((goal) => daysLeft(goal, book));
    const near = days.some((left) => left <= QUARTER);
    const far = days.some((left) => left >= 2 * QUARTER);
    return [
      ...(near
        ? []
        : [
            about(
              undefined,
              `No goal ends within a quarter from ${book.today}.`,
              'Add one that is due within 92 days: what tells early that you are on the way.',
            ),
          ]),
      ...(far
        ? []
        : [
            about(
              undefined,
              `No goal ends two quarters or more after ${book.today}.`,
              'Add one that is due in 184 days or later: what you build now for then.',
            ),
          ]),
    ];
  },
);
