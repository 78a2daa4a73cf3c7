import type { Owner, StepId } from '../frozen.ts';
import { NOWHERE, refuse, type Spot } from './draft.ts';
import { meantOr } from './fields.ts';
import { nameIn } from './names.ts';

/** The first step of a stage that the house knows and this journey has. */
export function entranceOf(spot: Spot, stage: unknown): StepId {
  const name = nameIn(spot, stage, 'stage');
  const entrance = spot.draft.entrances.get(name);
  if (name !== '' && entrance === undefined) {
    refuse(spot, {
      code: 'L031',
      what: `This journey has no stage '${name}'.`,
      mend: meantOr(name, spot.draft.entrances.keys()),
    });
  }
  return entrance ?? NOWHERE;
}

/** Who owns a stage; undefined where the house does not know it. */
export const ownerOf = ({ draft }: Spot, stage: unknown): Owner | undefined =>
  typeof stage === 'string' ? draft.words.stages.get(stage)?.owner : undefined;
