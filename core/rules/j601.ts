import { leadsTo, pathOf } from '../check/graph.ts';
import type { Frozen, StepId } from '../frozen.ts';
import { isTheirs } from './owner.ts';
import { at, inJourneys, rule, stepAt, stepsOf } from './rule.ts';

/** A handoff after which marketing is gone. */
export const j601 = rule(
  'J601',
  'Marketing is engaged longer: after the handoff it assists, it does not vanish (Forrest).',
  inJourneys((journey) =>
    stepsOf(journey, 'offer')
      .filter(([, { accepted }]) => !assists(journey, accepted))
      .map(([id, { accepted }]) => ({
        ...at(journey, id, 'accepted'),
        what: `The handoff is the end of it: nothing assists whoever is accepted.\n${pathOf(id)} → ${pathOf(accepted)}`,
        mend: 'Give the stage of sales an assist, with a shelf and ways back.',
      })),
  ),
);

/** Whether an assist comes before they leave the people who took them. */
function assists(journey: Frozen, from: StepId): boolean {
  const seen = new Set<StepId>();
  const ahead: StepId[] = [from];
  for (const id of ahead) {
    const step = stepAt(journey, id);
    if (step === undefined || seen.has(id) || !isTheirs(journey, id)) continue;
    if (step.kind === 'assist') return true;
    seen.add(id);
    ahead.push(...leadsTo(step));
  }
  return false;
}
