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
import type { Answer, Command, Question } from '../core/state.ts';
import { clip } from './clip.ts';
import type { Seen } from './seen.ts';

/** What a store or a mail server that is away deserves: soon at first, then every minute, for as long as it takes. */
const patient: ActivityOptions = {
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '1 minute' },
  cancellationType: ActivityCancellationType.TRY_CANCEL,
};
// twelve minutes: RFC 5321 gives a mail server ten to answer the final dot; it beats from 20 s on, so a dead worker is noticed
const { touch, offer } = proxyActivities<Pick<Activities, 'touch' | 'offer'>>({
  ...patient,
  startToCloseTimeout: '12 minutes',
  heartbeatTimeout: '30 s',
});
const { expire, quiet, moved } = proxyActivities<Pick<Activities, 'expire' | 'quiet' | 'moved'>>({
  ...patient,
  startToCloseTimeout: '30 s',
});
const activities = { touch, offer, expire, quiet, moved };

/** It will never be answered: a code, never a text. */
type Failed = Readonly<{ kind: 'failed'; code: string }>;

/** Asks the one question, however often that takes. The story stays here: no activity needs it. */
export async function carryOut(seen: Seen, todo: Command): Promise<Answer | Failed> {
  const { prospect, entry, epoch, version } = seen.begin;
  const { lines: _, ...state } = seen.state;
  const question: Question = { prospect, entry, epoch, version, state, todo };
  const summary = clip(summaryOf(seen.journey, seen.state, todo), 100);
  try {
    return await activities[todo.kind].executeWithOptions({ summary }, [question]);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return { kind: 'failed', code: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return (cause instanceof ApplicationFailure ? cause.type : undefined) ?? 'activity-failed';
}
