import type { TaskStep } from '../frozen.ts';
import { go, type Here, type Kind, stayOrDo } from './kind.ts';

/** Something a person does. Its row judges whether it is done or late; the journey waits for either. */
export const task: Kind<TaskStep> = {
  act(step, here) {
    if (isOver(here)) return go(step.next);
    const { now, asked } = here;
    if (asked === undefined) return { kind: 'do', todo: { kind: 'task' } };
    if (asked.state !== 'open') return go(step.next);
    return stayOrDo(now, asked.until, { kind: 'overdue', task: asked.id });
  },
  writesItself: true,
  leadsTo: (step) => [step.next],
  asks: () => [],
  say: (step) => `a task for ${step.for}: ${step.ask}`,
};

/** The deal that the task is about is over: what comes after it in the stage hears how. */
const isOver = ({ owner, handoff }: Here): boolean =>
  owner !== 'marketing' && ['won', 'lost', 'returned'].includes(handoff?.state ?? '');
