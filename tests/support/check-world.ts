import { isDeepStrictEqual } from 'node:util';
import type { Client } from '@temporalio/client';
import { factsOf } from '../../core/facts-of.ts';
import type { Frozen } from '../../core/frozen.ts';
import type { Known } from '../../core/knowledge.ts';
import type { Ctx } from '../../store/ctx.ts';
import { frozenOf } from '../../store/versions.ts';
import { explain, type Explanation, workflowId } from '../../workflows/messages.ts';
import { eventually } from './eventually.ts';
import type { Arrived } from './test-inbox.ts';

/** Everything that a run of the product leaves behind, for the judge. */
export type World = Readonly<{
  ctx: Ctx;
  client: Client;
  /** What the mail server counted of mails to prospects. */
  arrived: readonly Arrived[];
}>;

/**
 * What is wrong with this world at rest, in sentences; empty: nothing. Tries for `patience` ms, since news may be on its way. Whoever
 * calls it has stopped the load and placed a hold, so that nothing new happens.
 */
export async function findings(world: World, patience = 30_000): Promise<readonly string[]> {
  const all = async (): Promise<string[]> =>
    (
      await Promise.all([
        undelivered(world),
        silent(world),
        mails(world),
        passages(world),
        runs(world),
      ])
    ).flat();
  const quiet = async (): Promise<readonly string[]> => {
    const found = await all();
    if (found.length > 0) throw new Found(found);
    return found;
  };
  return eventually(quiet, patience).catch((error: unknown) => {
    if (error instanceof Found) return error.found;
    throw error;
  });
}

class Found extends Error {
  readonly found: readonly string[];
  constructor(found: readonly string[]) {
    super(found.join('\n'));
    this.found = found;
  }
}

/** Both queues drain, and no touch is half done. */
async function undelivered({ ctx: { db } }: World): Promise<string[]> {
  const outbox = await db.selectFrom('outbox').select(['id', 'kind', 'tries']).execute();
  const mailbox = await db.selectFrom('mailbox').select('id').execute();
  const halfDone = await db
    .selectFrom('ledger')
    .select(['step', 'state'])
    .where('state', 'in', ['CLAIMED', 'DOT'])
    .execute();
  return [
    ...(outbox.length > 0 ? [`${outbox.length} in the outbox: ${JSON.stringify(outbox[0])}`] : []),
    ...(mailbox.length > 0 ? [`${mailbox.length} in the mailbox`] : []),
    ...(halfDone.length > 0
      ? [`${halfDone.length} touches half done: ${JSON.stringify(halfDone[0])}`]
      : []),
  ];
}

/** At most one speaks to a person, and nobody waits behind nobody. */
async function silent({ ctx: { db } }: World): Promise<string[]> {
  const open = await db
    .selectFrom('entries')
    .select(['prospect', 'status', 'journey'])
    .where('status', '<>', 'closed')
    .execute();
  return [...Map.groupBy(open, ({ prospect }) => prospect)].flatMap(([prospect, entries]) => {
    const speaking = entries.filter(({ status }) => status === 'speaking').length;
    return speaking === 1 ? [] : [`${speaking} of ${entries.length} entries speak to ${prospect}`];
  });
}

/** The ledger and the mail server tell the same story, mail by mail. */
async function mails({ ctx: { db }, arrived }: World): Promise<string[]> {
  const rows = await db
    .selectFrom('ledger')
    .select(['message_id as messageId', 'state', 'step'])
    .where('message_id', 'is not', null)
    .execute();
  const states = new Map(rows.map(({ messageId, state }) => [bare(messageId ?? ''), state]));
  const counts = Map.groupBy(arrived, ({ messageId }) => bare(messageId));
  const twice = [...counts].filter(([, same]) => same.length > 1);
  const strangers = [...counts.keys()].filter(
    (id) => !['ACCEPTED', 'UNKNOWN'].includes(states.get(id) ?? ''),
  );
  const missing = [...states].filter(([id, state]) => state === 'ACCEPTED' && !counts.has(id));
  return [
    ...twice.map(([id, same]) => `${id} came ${same.length} times`),
    ...strangers.map((id) => `${id} came, and the ledger says ${states.get(id) ?? 'nothing'}`),
    ...missing.map(([id]) => `${id} is ACCEPTED and never came`),
  ];
}

const bare = (messageId: string): string => messageId.replaceAll(/[<>]/g, '');

/** Whoever speaks has a workflow that knows what the store knows and that will wake by itself. */
async function passages(world: World): Promise<string[]> {
  const speaking = await world.ctx.db
    .selectFrom('entries as e')
    .innerJoin('prospects as p', 'p.id', 'e.prospect')
    .select(['e.id', 'e.prospect', 'e.version', 'e.pace', 'e.entered_at', 'e.evidence_from'])
    .select(['e.entry_key', 'p.epoch', 'p.rest_until', 'p.spent_at'])
    .where('e.status', '=', 'speaking')
    .execute();
  const found: string[] = [];
  for (let i = 0; i < speaking.length; i += AT_ONCE) {
    const some = speaking.slice(i, i + AT_ONCE).map((entry) => passage(world, entry));
    found.push(...(await Promise.all(some)).flat());
  }
  return found;
}
const AT_ONCE = 15;

type Speaking = Readonly<{
  id: string;
  prospect: string;
  version: string;
  pace: number;
  entered_at: number;
  evidence_from: number;
  epoch: number;
  rest_until: number | null;
  entry_key: string;
  spent_at: number | null;
}>;

async function passage(world: World, entry: Speaking): Promise<string[]> {
  const who = `entry ${entry.id}`;
  const handle = world.client.workflow.getHandle(workflowId(entry.prospect));
  let seen: Explanation;
  try {
    seen = await handle.query(explain);
  } catch (error) {
    return [`${who} does not answer: ${error instanceof Error ? error.message : typeof error}`];
  }
  const { ctx } = world;
  const journey = await frozenOf(ctx, entry.version);
  const known = { ...(await knownOf(ctx, entry)), pace: entry.pace };
  const facts = factsOf(journey, { ...known, ...keyIn(journey, entry) });
  const kind = journey.steps[seen.at]?.kind;
  return [
    ...(seen.entry === entry.id && seen.epoch === entry.epoch
      ? []
      : [`${who} in epoch ${entry.epoch} speaks, but ${seen.entry} in ${seen.epoch} runs`]),
    ...(isDeepStrictEqual(seen.facts, facts)
      ? []
      : [`${who} knows ${JSON.stringify(seen.facts)}, true is ${JSON.stringify(facts)}`]),
    ...(seen.faulted === undefined ? [] : [`${who} is faulted: ${seen.faulted}`]),
    ...(kind === undefined ? [`${who} is nowhere: ${seen.at}`] : []),
    ...(isArmed(seen)
      ? []
      : [`${who} sleeps for ever at ${seen.at}: ${JSON.stringify(seen.until)}`]),
  ];
}

/** With `again: per`: which one the entry is about. */
const keyIn = ({ again }: Frozen, { entry_key }: Speaking): Pick<Known, 'key'> =>
  typeof again === 'object' && 'per' in again ? { key: { ...again.per, value: entry_key } } : {};

/** An alarm ahead, or a question under way. */
const isArmed = ({ until, asked }: Explanation): boolean =>
  asked !== undefined || (until !== undefined && until > Date.now() - LATE);
/** An alarm may be that late on a busy computer, ms. */
const LATE = 2_000;

async function knownOf({ db }: Ctx, entry: Speaking) {
  const deeds = await db
    .selectFrom('events')
    .select(['name', 'at', 'props'])
    .where('prospect', '=', entry.prospect)
    .where('kind', '=', 'track')
    .where('seq', 'is not', null)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const traits = await db
    .selectFrom('traits')
    .select(['trait', 'value', 'at'])
    .where('prospect', '=', entry.prospect)
    .execute();
  return {
    deeds,
    traits: Object.fromEntries(
      traits
        .filter(({ value }) => value !== null)
        .map(({ trait, value, at }) => [trait, { value, at }]),
    ),
    from: entry.evidence_from,
    enteredAt: entry.entered_at,
    ...(entry.rest_until !== null && { restUntil: entry.rest_until }),
    ...(entry.spent_at !== null && { spentAt: entry.spent_at }),
  };
}

/** No workflow runs for somebody to whom nobody speaks, and none has failed. */
async function runs({ ctx: { db }, client }: World): Promise<string[]> {
  const speaking = await db
    .selectFrom('entries')
    .select('prospect')
    .where('status', '=', 'speaking')
    .execute();
  const wanted = new Set(speaking.map(({ prospect }) => workflowId(prospect)));
  const found: string[] = [];
  for await (const { workflowId: id } of client.workflow.list({
    query: 'WorkflowType="prospect" AND ExecutionStatus="Running"',
  }))
    if (!wanted.has(id)) found.push(`${id} runs for nobody`);
  for await (const { workflowId: id, status } of client.workflow.list({
    query: 'WorkflowType="prospect" AND ExecutionStatus IN ("Failed", "TimedOut", "Canceled")',
  }))
    found.push(`${id} ended as ${status.name}`);
  return found;
}
