import { WorkflowNotFoundError } from '@temporalio/client';
import { withRings } from '../store/outbox.ts';
import type { Ring, RingResult } from '../store/outbox.ts';
import { tell, workflowId } from '../workflows/messages.ts';
import { codeOf } from './error-log.ts';
import type { ErrorLog } from './error-log.ts';
import type { Pace } from './pace.ts';
import { start, type Starter } from './start.ts';

export type Bell = Starter &
  Readonly<{
    pace: Pace;
    errors: ErrorLog;
    /** Somebody was not where they should be: is it another Temporal? */
    onLost: () => void;
  }>;

/** Heads of queues rung at once. */
export const IN_FLIGHT = 30;
/** Temporal gets this long to answer a batch, ms; without it a dead server would hold a batch for minutes. */
const DEADLINE = 5_000;
/** An answer that took longer than this says: too fast. ms */
const SLOW = 1_000;
/** A look at an empty outbox costs next to nothing, and NOTIFY wakes us anyway. ms */
const IDLE = 1_000;
/** Somebody is just closing, or Temporal stumbled: the store says when each row is due again. ms */
const SOON = 200;

type Heard = Readonly<{ result: RingResult['result']; took: number; error?: unknown }>;

/**
 * Rings the heads of the queues, one per prospect at most; answers the rest until the next look, ms.
 *
 * Crash at any line: a row goes only with the commit after Temporal's answer, so it is rung again, and a telling heard twice or a start
 * that finds itself started changes nothing.
 */
export async function ringSome(bell: Bell): Promise<number> {
  const limit = bell.pace.may(IN_FLIGHT, performance.now());
  if (limit === 0) return bell.pace.rest(performance.now());
  const results: RingResult['result'][] = [];
  const heads = await withRings(bell.ctx, limit, async (rings) => {
    const heard = await ringAll(bell, rings);
    results.push(...heard.map(({ result }) => result));
    return rings.map(({ id }, i) => ({ id, result: results[i] ?? 'later' }));
  });
  if (results.includes('lost')) bell.onLost();
  // behind each one that was rung there may be another
  if (heads > results.length || results.some((result) => result !== 'later')) return 0;
  return heads > 0 ? SOON : IDLE;
}

/** Throws when Temporal answered nobody: then the rows stay as they are, and the loop backs off. */
async function ringAll(bell: Bell, rings: readonly Ring[]): Promise<readonly Heard[]> {
  const heard = await bell.client.withDeadline(Date.now() + DEADLINE, () =>
    Promise.all(rings.map((one) => ring(bell, one))),
  );
  const failures = heard.filter(({ error }) => error !== undefined);
  const slow = heard.filter(({ took, error }) => took > SLOW || isAway(error));
  bell.pace.heard(rings.length, slow.length, performance.now());
  if (
    failures.length > 0 &&
    failures.length === heard.length &&
    failures.every(({ error }) => isAway(error))
  )
    throw failures[0]?.error;
  for (const { error } of failures) bell.errors.failed(error);
  if (failures.length === 0) bell.errors.worked();
  return heard;
}

async function ring(bell: Bell, one: Ring): Promise<Heard> {
  const began = performance.now();
  const heard = (result: Heard['result'], error?: unknown): Heard => ({
    result,
    took: performance.now() - began,
    ...(error === undefined ? {} : { error }),
  });
  try {
    return heard(await say(bell, one));
  } catch (error) {
    // Not found is an answer about a person; a missing namespace is none, it is an error of another class.
    if (one.kind === 'tell' && error instanceof WorkflowNotFoundError) return heard('lost');
    return heard('later', error);
  }
}

async function say(bell: Bell, one: Ring): Promise<'done' | 'later'> {
  if (one.kind === 'start') return start(bell, one.beginning);
  await bell.client.workflow.getHandle(workflowId(one.prospect)).signal(tell, [one.telling]);
  return 'done';
}

/** gRPC: 4 deadline exceeded, 8 resource exhausted, 14 unavailable. */
const isAway = (error: unknown): boolean => ['4', '8', '14'].includes(codeOf(error) ?? '');
