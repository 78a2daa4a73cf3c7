import type { Client } from '@temporalio/client';
import type { Ctx } from '../store/ctx.ts';
import {
  restart,
  restartAll,
  setWorldValue,
  speakingUnwritten,
  worldValue,
} from '../store/sweep.ts';
import { workflowId } from '../workflows/messages.ts';
import type { Log } from './log.ts';
import { prepareNamespace } from './namespace.ts';
import { describe } from './start.ts';

export type Sweep = Readonly<{ ctx: Ctx; client: Client; namespace: string; log: Log }>;

/** The namespace that holds the workflows of this database's entries. */
const NAMESPACE_ID = 'temporal.namespace.id';
/** Temporal gets this long to answer, ms. */
const DEADLINE = 5_000;
/** Described one after the other, so that a sweep is no burst. */
const PAGE = 100;

/**
 * Looks whether Temporal's database is still the one that our workflows are in; if it is another, everyone who speaks gets a start row.
 *
 * Crash at any line: the new id is kept only after everyone has their row, so a crash in between does all of it again, and a second
 * start of somebody finds the first one's run.
 */
export async function sweepNamespace({ ctx, client, namespace, log }: Sweep): Promise<void> {
  const found = await client.withDeadline(Date.now() + DEADLINE, () =>
    prepareNamespace(client, namespace),
  );
  const known = await worldValue(ctx, NAMESPACE_ID);
  if (found === known) return;
  const restarted = await restartAll(ctx);
  await setWorldValue(ctx, NAMESPACE_ID, found);
  log.info(
    { namespace, restarted },
    known === undefined ? 'first look at Temporal' : 'another Temporal: everyone starts again',
  );
}

/**
 * Starts again whoever speaks by the store, was not written down for `unheard` ms and has no workflow; answers how many. Most of whom it
 * looks at only sleep long.
 *
 * Crash at any line: each is restarted in a transaction of its own, and whoever was left out is found the next time.
 */
export async function sweepUnheard(sweep: Sweep, unheard: number): Promise<number> {
  let restarted = 0;
  let after: string | undefined;
  do {
    const page = await speakingUnwritten(sweep.ctx, unheard, PAGE, after);
    for (const one of page)
      if (await isLost(sweep, one.prospect))
        restarted += Number(await restart(sweep.ctx, one.entry, one.epoch));
    after = page.at(-1)?.entry;
  } while (after !== undefined);
  if (restarted > 0)
    sweep.log.warn({ restarted }, 'found people without a workflow: they start again');
  return restarted;
}

async function isLost({ client }: Sweep, prospect: string): Promise<boolean> {
  const found = await client.withDeadline(Date.now() + DEADLINE, () =>
    describe(client, workflowId(prospect)),
  );
  return found?.status.name !== 'RUNNING';
}
