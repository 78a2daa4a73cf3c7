import type { AssistStep, Frozen, StepId } from '../frozen.ts';
import { at, inJourneys, rule, stepAt, stepsOf, through } from './rule.ts';

/** Sales has somebody and cannot give them back. (Taking somebody over needs no step: it is always open to sales.) */
export const j602 = rule(
  'J602',
  'Marketing takes over again: whoever sales gives back, or falls silent about, is nurtured on (Forrest).',
  inJourneys((journey) =>
    stepsOf(journey, 'assist').flatMap(([id, step]) =>
      waysBack(step)
        .filter(([, to]) => !isKept(journey, to))
        .map(([word, to]) => ({
          ...at(journey, id, word),
          what:
            to === undefined || stepAt(journey, to) === undefined
              ? 'Nobody can be given back: it leads nowhere.'
              : 'Whoever is given back leaves the journey.',
          mend: `Lead them to a stage of marketing's: ${word === 'quiet' ? "quiet: { …, then: to('recycle') }" : "returned: to('nurture')"}.`,
        })),
    ),
  ),
);

const waysBack = (
  step: Partial<AssistStep>,
): readonly (readonly ['returned' | 'quiet', StepId | undefined])[] => [
  ['returned', step.returned],
  ['quiet', step.quiet?.next],
];

function isKept(journey: Frozen, to: StepId | undefined): boolean {
  const step = stepAt(journey, through(journey, to ?? ''));
  return step !== undefined && step.kind !== 'end';
}
