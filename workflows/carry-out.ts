import {
  ActivityCancellationType,
  ActivityFailure,
  type ActivityOptions,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import { summaryOf } from '../core/say.ts';
import type { Answer, Command, Question, State } from '../core/state.ts';
import { clip } from './clip.ts';
import type { Seen } from './seen.ts';

/** Tried again as Temporal does by itself: after 1 s, then 2, 4 … 100 s, for as long as it takes. */
const patient: ActivityOptions = { cancellationType: ActivityCancellationType.TRY_CANCEL };
// twelve minutes: RFC 5321 gives a mail server ten to answer the final dot; it beats from 20 s on, so a dead worker is noticed
const { touch, offer, expire, task } = proxyActivities<
  Pick<Activities, 'touch' | 'offer' | 'expire' | 'task'>
>({
  ...patient,
  startToCloseTimeout: '12 minutes',
  heartbeatTimeout: '30 s',
});
const { quiet, draw, overdue, moved } = proxyActivities<
  Pick<Activities, 'quiet' | 'draw' | 'overdue' | 'moved'>
>({
  ...patient,
  startToCloseTimeout: '30 s',
});
const activities = { touch, offer, expire, quiet, draw, task, overdue, moved };

/** It will never be answered: a code, never a text. */
type Failed = Readonly<{ kind: 'failed'; code: string }>;

/** Asks the one question, however often that takes. */
export async function carryOut(seen: Seen, todo: Command): Promise<Answer | Failed> {
  const { prospect, entry, epoch, version } = seen.begin;
  const question = { prospect, entry, epoch, version, state: lean(seen.state), todo };
  const summary = clip(summaryOf(seen.journey, seen.state, todo), 100);
  try {
    return await activities[todo.kind].executeWithOptions({ summary }, [question]);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return { kind: 'failed', code: codeOf(error) };
  }
}

/** Each byte is kept as often as it is asked: the story is for people, the key is in the command, and the store has the facts from `seq` on. */
function lean(state: State): Question['state'] {
  const { lines: _lines, asked: _asked, ...rest } = state;
  return { ...rest, facts: {} };
}

function codeOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return (cause instanceof ApplicationFailure ? cause.type : undefined) ?? 'activity-failed';
}
