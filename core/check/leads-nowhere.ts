import { type Frozen, stageOf } from '../frozen.ts';
import type { Finding } from './finding.ts';
import { doors, leadsTo, pathOf } from './graph.ts';

/** A stage that leads nowhere: one of its steps has nothing after it, or a door opens on nothing. Pure. */
export function leadsNowhere(journey: Frozen): readonly Finding[] {
  const isThere = (id: string): boolean => Object.hasOwn(journey.steps, id);
  const runOff = Object.entries(journey.steps)
    .filter(([, step]) => !leadsTo(step).every(isThere))
    .map(([id]): Finding => ({
      code: 'G002',
      journey: journey.journey,
      path: pathOf(id),
      what: `${stageOf(id)} is a stage that leads nowhere: nothing comes after ${pathOf(id)}.`,
      mend: "End the stage with to('another stage') or an end, say end('done').",
    }));
  return [
    ...runOff,
    ...doors(journey)
      .filter((id) => !isThere(id))
      .map((id) => noDoor(journey, id)),
  ];
}

const noDoor = (journey: Frozen, id: string): Finding => ({
  code: 'G002',
  journey: journey.journey,
  path: '',
  what: `Somebody enters, or is called, where no step is${id === '' ? '' : `: ${pathOf(id)}`}.`,
  mend: 'Give that stage its first step.',
});
