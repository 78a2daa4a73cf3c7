import { ownerOf, waitingFor } from '../core/say.ts';
import type { Explanation } from './messages.ts';
import type { Seen } from './seen.ts';

/** What the query `explain` answers. Pure. */
export function explanationOf({ begin, journey, state, sleepUntil }: Seen): Explanation {
  const { at, since, asked, faulted, handoff, task, facts, seq, lines } = state;
  return {
    entry: begin.entry,
    epoch: begin.epoch,
    version: begin.version,
    at,
    since,
    waitingFor: waitingFor(journey, state),
    owner: ownerOf(journey, state),
    ...(sleepUntil !== undefined && { until: sleepUntil }),
    ...(asked !== undefined && { asked }),
    ...(faulted !== undefined && { faulted }),
    ...(handoff !== undefined && { handoff }),
    ...(task !== undefined && { task }),
    facts,
    seq,
    lines,
  };
}
