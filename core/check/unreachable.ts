import { type Frozen, stageOf, type StepId } from '../frozen.ts';
import type { Finding } from './finding.ts';
import { doors, leadsTo, pathOf } from './graph.ts';

/** Steps, or whole stages, that nobody ever comes to. Pure. */
export function unreachable(journey: Frozen): readonly Finding[] {
  const seen = reached(journey);
  const lost = Object.keys(journey.steps).filter((id) => !seen.has(id));
  const lostStages = new Set(lost.map(stageOf));
  for (const id of seen) lostStages.delete(stageOf(id));
  const single = lost.filter((id) => !lostStages.has(stageOf(id)));
  return [
    ...[...lostStages].map((stage) => finding(journey, stage, `the stage ${stage}`)),
    ...single.map((id) => finding(journey, pathOf(id), pathOf(id))),
  ];
}

function reached(journey: Frozen): ReadonlySet<StepId> {
  const seen = new Set<StepId>();
  const ahead = [...doors(journey)];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const step = Object.hasOwn(journey.steps, id) ? journey.steps[id] : undefined;
    if (step === undefined || seen.has(id)) continue;
    seen.add(id);
    ahead.push(...leadsTo(step));
  }
  return seen;
}

const finding = (journey: Frozen, path: string, what: string): Finding => ({
  code: 'G004',
  journey: journey.journey,
  path,
  what: `Nobody ever comes to ${what}.`,
  mend: 'Lead somebody there, or take it out.',
});
