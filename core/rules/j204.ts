import { parseLength } from '../length.ts';
import type { GrowGoal } from '../goal.ts';
import type { Book } from './book.ts';
import { about, growing } from './goals.ts';
import { type Found, rule } from './rule.ts';

/** A goal that does not say by which scores, or how long after, it is measured. */
export const j204 = rule(
  'J204',
  'A wider gate makes “bam, more MQLs”: a goal is bound to the scores and the waiting time it was agreed with (MKT1).',
  (book) => growing(book).flatMap((goal) => [...maturity(goal), ...version(goal, book)]),
);

/** A goal without any rate is J201's. */
const maturity = (goal: GrowGoal): readonly Found[] => {
  const { keeping }: Partial<GrowGoal> = goal;
  if (keeping === undefined || (parseLength(keeping.within, 1) ?? 0) > 0) return [];
  return [
    about(
      goal,
      'It does not say after how long its rate is measured.',
      "Say so: keeping: { …, within: '30 days' }.",
    ),
  ];
};

function version(goal: GrowGoal, { scores, scoreVersion }: Book): readonly Found[] {
  if (scores === undefined || scoreVersion === undefined) return [];
  if (goal.scoreVersion === scoreVersion) return [];
  const said =
    goal.scoreVersion === undefined
      ? 'It does not say by which scores its people qualify.'
      : `It was agreed with the scores '${goal.scoreVersion}', and those in force are '${scoreVersion}'.`;
  return [
    about(
      goal,
      said,
      `Look whether ${goal.to} is still the right number, and say scoreVersion: '${scoreVersion}'.`,
    ),
  ];
}
