import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { Beginning } from '../core/state.ts';
import type { Ctx } from '../store/ctx.ts';
import { frozenOf } from '../store/versions.ts';
import { PROSPECT, startOptions, workflowId } from '../workflows/messages.ts';

export type Starter = Readonly<{ ctx: Ctx; client: Client; taskQueue: string }>;

/** Starts the workflow of whoever speaks. `later`: another run has the id and is not yet out of the way. Throws when Temporal does. */
export async function start(
  { ctx, client, taskQueue }: Starter,
  beginning: Beginning,
): Promise<'done' | 'later'> {
  const journey = await frozenOf(ctx, beginning.version);
  try {
    await client.workflow.start(PROSPECT, startOptions(beginning, journey, taskQueue));
    return 'done';
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return makeRoom(client, beginning);
  }
}

/**
 * Somebody runs under this id already. It may be the very run we want (we crashed after Temporal had answered), an earlier run of
 * the same entry (its epoch is over: it may write nothing any more, and is ended), or another entry's run that is just closing.
 */
async function makeRoom(client: Client, beginning: Beginning): Promise<'done' | 'later'> {
  const found = await describe(client, workflowId(beginning.prospect));
  if (found === undefined || found.status.name !== 'RUNNING') return 'later';
  const { entry, epoch } = memoOfRun(found);
  if (entry !== beginning.entry) return 'later';
  if (epoch === beginning.epoch) return 'done';
  // A newer one than ours: it took over since we read the beginning. It is told so the next time.
  if (epoch < beginning.epoch) await terminate(client, found);
  return 'later';
}

/** Undefined when there is no such workflow. */
export async function describe(
  client: Client,
  id: string,
): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await client.workflow.getHandle(id).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** Who runs there; an epoch of -1 is older than any. */
export function memoOfRun(
  found: WorkflowExecutionDescription,
): Readonly<{ entry: string; epoch: number }> {
  const entry: unknown = found.memo?.['entry'];
  const epoch: unknown = found.memo?.['epoch'];
  return {
    entry: typeof entry === 'string' ? entry : '',
    epoch: typeof epoch === 'number' ? epoch : -1,
  };
}

/** That very run and no other: one that has continued as new or ended meanwhile is left alone. */
async function terminate(client: Client, run: WorkflowExecutionDescription): Promise<void> {
  try {
    await client.workflow.getHandle(run.workflowId, run.runId).terminate('its epoch is over');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
