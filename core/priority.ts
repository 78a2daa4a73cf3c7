import { type Frozen, stageOf, type StepId } from './frozen.ts';

/** How strong an entry is there: in a stage of recycling any other may take over. Pure. */
export const priorityAt = (
  { stages, priority }: Pick<Frozen, 'stages' | 'priority'>,
  at: StepId,
): number => (stages[stageOf(at)]?.recycle === true ? 0 : priority);
