import type { GrowGoal } from '../goal.ts';
import { about, growing } from './goals.ts';
import { rule } from './rule.ts';

/** A volume without a rate. */
export const j201 = rule(
  'J201',
  'Never volume alone: drive X to a stage, keeping the rate to the next one (MKT1).',
  (book) =>
    growing(book)
      .filter((goal: Partial<GrowGoal>) => !((goal.keeping?.atLeast ?? 0) > 0))
      .map((goal) =>
        about(
          goal,
          `It wants ${goal.to} a ${goal.per} at ${goal.stage}, and says nothing of what becomes of them.`,
          "Say how many must come how far: keeping: { atLeast: 0.4, reach: '…', within: '30 days' }.",
        ),
      ),
);
