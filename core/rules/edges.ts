import type { Rule } from '../fact.ts';
import type { BranchStep, FrozenStep, SeriesStep, StepId } from '../frozen.ts';
import { leadsTo } from '../check/graph.ts';

/** One way on from a step. */
export type Edge = Readonly<{
  to: StepId;
  /** What holds for whoever goes there. */
  when?: Rule;
  /** Somebody of the team said yes. */
  accepted?: true;
  /** The handoff is closed, and what convinced us is spent. */
  closes?: true;
}>;

/** Every way on from a step, with what is known of whoever takes it. Pure. */
export function edgesOf(step: FrozenStep): readonly Edge[] {
  switch (step.kind) {
    case 'branch':
      return branchEdges(step);
    case 'waitFor':
      return [
        { to: step.met, when: step.for },
        { to: step.late, when: { not: step.for } },
      ];
    case 'series':
      return [{ to: step.next, ...onlyThen(step) }];
    case 'offer':
      return [
        { to: step.accepted, accepted: true },
        ...leadsTo(step)
          .slice(1)
          .map((to): Edge => ({ to, closes: true })),
      ];
    case 'assist':
      return leadsTo(step).map((to): Edge => ({ to, closes: true }));
    default:
      return leadsTo(step).map((to): Edge => ({ to }));
  }
}

/** A case is taken by those for whom no earlier one holds. */
function branchEdges({ cases, next }: BranchStep): readonly Edge[] {
  const nots = cases.map(({ when }): Rule => ({ not: when ?? { all: [] } }));
  const taken = cases.map((one, i): Edge => ({
    to: one.next,
    when: { all: [...nots.slice(0, i), ...(one.when === undefined ? [] : [one.when])] },
  }));
  return [...taken, { to: next, when: { all: nots } }];
}

/** Only an `until` alone ends a series: with `atMost` it also just runs out. */
const onlyThen = ({ until, atMost }: SeriesStep): Pick<Edge, 'when'> =>
  until === undefined || atMost !== undefined ? {} : { when: until };
