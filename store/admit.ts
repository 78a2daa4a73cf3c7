import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/fact.ts';
import type { Frozen, FrozenStep } from '../core/frozen.ts';
import type { Answer, Question } from '../core/state.ts';
import { beginning } from './beginning.ts';
import { lackedCalendar } from './calendars.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { Entry } from './refold.ts';
import { priorityAt } from './rivals.ts';
import { type Position, type Standing, writeDown } from './write-down.ts';
import { lockProspect, type Prospect } from './transaction.ts';
import { frozenIn } from './versions.ts';

/** A question that may be answered: its prospect is locked, and where it stands is written down. */
export type Admitted = Readonly<{
  kind: 'admitted';
  person: Prospect;
  entry: Entry;
  frozen: Frozen;
  step: FrozenStep | undefined;
  visit: number;
  now: Instant;
  /** What the asking state lacks: every answer should bring it. */
  calendar: Calendar | undefined;
}>;
type NotAdmitted = Readonly<{ kind: 'answered'; answer: Answer }>;

/**
 * Locks the prospect and lets in who may still ask: the run of the entry that speaks, in its epoch, with a number not older than what is
 * written. Everyone else is told who speaks now, or that they are gone; they write nothing.
 */
export async function admit(ctx: Ctx, tx: Tx, q: Question): Promise<Admitted | NotAdmitted> {
  const person = await lockProspect(tx, q.prospect);
  const found = await entryOf(tx, q.entry);
  return admitFound(ctx, tx, { q, person, found, write: (now) => writeDown(tx, [now]) });
}

type Asking<F> = Readonly<{
  q: Question;
  /** Locked. */
  person: Prospect | undefined;
  /** Read since then: the entry, and what else the caller wants. */
  found: F | undefined;
  write: (now: Standing) => Promise<void>;
}>;

/** As `admit`, where it is read already who they are and where they stand. */
export async function admitFound<F extends Found>(
  ctx: Ctx,
  tx: Tx,
  { q, person, found, write }: Asking<F>,
): Promise<(Admitted & Readonly<{ found: F }>) | NotAdmitted> {
  const now = ctx.now();
  if (person === undefined || found?.row.prospect !== person.id)
    return answered({ kind: 'gone', at: now });
  const { row, before } = found;
  // asked again after the answer got lost: whoever took over is still the answer
  if (row.status !== 'speaking') return answered(await successor(ctx, tx, person.id));
  if (q.epoch !== person.epoch || before.n > q.state.n) return answered({ kind: 'gone', at: now });
  await write({ q, before, now });
  const frozen = await frozenIn(ctx, tx, row.version);
  const entry = await wantNow(tx, row, wantOf(q, frozen));
  return {
    kind: 'admitted',
    found,
    person,
    entry,
    frozen,
    step: frozen.steps[q.state.at],
    visit: q.state.visit,
    now,
    calendar: lackedCalendar(ctx, { frozen, person, state: q.state }),
  };
}

/** An answer to somebody admitted, with the calendar where their state lacks it. Pure. */
export const withCalendar = <A extends Answer | object>(answer: A, { calendar }: Admitted): A =>
  calendar === undefined ? answer : { ...answer, calendar };

type Want = Pick<Entry, 'priority' | 'wants_at'>;

/** How strongly it wants to speak where it stands now. */
const wantOf = ({ state, todo }: Question, frozen: Frozen): Want => ({
  priority: priorityAt(frozen, state.at),
  wants_at: (todo.kind === 'moved' ? todo.until : undefined) ?? null,
});

async function wantNow(tx: Tx, entry: Entry, now: Want): Promise<Entry> {
  if (entry.priority === now.priority && entry.wants_at === now.wants_at) return entry;
  await tx.updateTable('entries').set(now).where('id', '=', entry.id).execute();
  return { ...entry, ...now };
}

const answered = (answer: Answer): NotAdmitted => ({ kind: 'answered', answer });

/** Who speaks to this person now, for a run that does not any more. */
export async function successor(ctx: Ctx, tx: Tx, prospect: string): Promise<Answer> {
  const speaker = await tx
    .selectFrom('entries')
    .select('id')
    .where('prospect', '=', prospect)
    .where('status', '=', 'speaking')
    .executeTakeFirst();
  const at = ctx.now();
  return speaker === undefined
    ? { kind: 'gone', at }
    : { kind: 'next', at, to: await beginning(tx, ctx, speaker.id) };
}

/** An entry, and where it stood when it was last written down. */
export type Found = Readonly<{ row: Entry; before: Position }>;

async function entryOf(tx: Tx, id: string): Promise<Found | undefined> {
  const found = await tx
    .selectFrom('entries')
    .innerJoin('positions', 'positions.entry', 'entries.id')
    .selectAll('entries')
    .select(['positions.n', 'positions.step', 'positions.stage', 'positions.faulted'])
    .where('entries.id', '=', id)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { n, step, stage, faulted, ...row } = found;
  return { row, before: { n, step, stage, faulted } };
}
