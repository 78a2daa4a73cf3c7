import { type AssistStep, type Frozen, stageOf, type StepId } from '../core/frozen.ts';

type Stands = Readonly<{
  /** The step that offered them. */
  offer: StepId;
  /** Where their entry stands now. */
  at: StepId;
}>;

/** The reasons by which the assist of a handoff goes its different ways; undefined: it goes one way, with or without a reason. Pure. */
export function waysToLose(frozen: Frozen, stands: Stands): readonly string[] | undefined {
  const lost = assistOf(frozen, stands)?.lost;
  return lost === undefined || typeof lost === 'string' ? undefined : Object.keys(lost);
}

/** Where they stand, else the one of the stage into which they are accepted: it may not have been reached yet. */
function assistOf({ steps }: Frozen, { offer, at }: Stands): AssistStep | undefined {
  const [here, from] = [steps[at], steps[offer]];
  if (here?.kind === 'assist') return here;
  if (from?.kind !== 'offer') return undefined;
  const stage = stageOf(from.accepted);
  return Object.entries(steps)
    .filter(([id]) => stageOf(id) === stage)
    .map(([, step]) => step)
    .find((step) => step.kind === 'assist');
}
