import { revive } from '../core/begin.ts';
import type { Calendar } from '../core/calendar.ts';
import { type Beginning, type Handoff, keyOf, type State, type Task } from '../core/state.ts';
import { lackedCalendar } from './calendars.ts';
import type { Ctx, Tx } from './ctx.ts';
import { handoffOf } from './handoff-of.ts';
import { mustYield } from './rivals.ts';
import { taskOf } from './task-of.ts';
import { frozenOfAll } from './versions.ts';

/**
 * What a run of this entry starts with: where it stood when it was last written down, and what is known now. Undefined where the entry
 * is not there.
 */
export async function findBeginning(
  tx: Tx,
  ctx: Ctx,
  entry: string,
): Promise<Beginning | undefined> {
  const row = await tx
    .selectFrom('entries')
    .innerJoin('positions', 'positions.entry', 'entries.id')
    .innerJoin('prospects', 'prospects.id', 'entries.prospect')
    .select(['entries.id', 'prospect', 'version', 'priority', 'wants_at', 'zone'])
    .select(['facts', 'facts_seq', 'state', 'epoch'])
    .where('entries.id', '=', entry)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const handoff = await lastHandoff(tx, entry, row.state.handoff?.key ?? keyOf(row.state));
  const task = await lastTask(tx, entry, row.state.task?.key ?? keyOf(row.state));
  const knowledge = {
    seq: row.facts_seq,
    facts: row.facts,
    ...(handoff && { handoff }),
    ...(task && { task }),
  };
  const calendar = await calendarFor(ctx, tx, row);
  const kept = calendar === undefined ? row.state : { ...row.state, calendar };
  const revived = revive(kept, ctx.now(), knowledge);
  // the word that somebody stronger waits may have been lost with the run that was told it
  const state = (await mustYield(ctx, tx, row)) ? { ...revived, yield: true as const } : revived;
  return { prospect: row.prospect, entry, epoch: row.epoch, version: row.version, state };
}

type Row = Readonly<{ version: string; zone: string | null; state: Omit<State, 'lines'> }>;

/** Their days and hours from the start on, where the journey counts in those and the kept state has them not, or not any more. */
async function calendarFor(
  ctx: Ctx,
  tx: Tx,
  { version, zone, state }: Row,
): Promise<Calendar | undefined> {
  const frozen = (await frozenOfAll(ctx, tx, [version])).get(version);
  return frozen && lackedCalendar(ctx, { frozen, person: { zone }, state });
}

/** As `findBeginning`. Throws where the entry is not there. */
export async function beginning(tx: Tx, ctx: Ctx, entry: string): Promise<Beginning> {
  const found = await findBeginning(tx, ctx, entry);
  if (found === undefined) throw new Error(`no entry ${entry}`);
  return found;
}

async function lastHandoff(tx: Tx, entry: string, key: string): Promise<Handoff | undefined> {
  const [step = '', visit] = key.split('#');
  const row = await tx
    .selectFrom('handoffs')
    .selectAll()
    .where('entry', '=', entry)
    .where('step', '=', step)
    .where('visit', '=', Number(visit))
    .executeTakeFirst();
  return row && handoffOf(row);
}

async function lastTask(tx: Tx, entry: string, key: string): Promise<Task | undefined> {
  const [step = '', visit] = key.split('#');
  const row = await tx
    .selectFrom('tasks')
    .selectAll()
    .where('entry', '=', entry)
    .where('step', '=', step)
    .where('visit', '=', Number(visit))
    .executeTakeFirst();
  return row && taskOf(row);
}
