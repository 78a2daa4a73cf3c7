import { beginState, revive } from '../core/begin.ts';
import { matches } from '../core/did.ts';
import { mayEnter, type Passage } from '../core/entry.ts';
import type { Instant } from '../core/fact.ts';
import { type Frozen, stageOf, type StepId } from '../core/frozen.ts';
import type { Deed } from '../core/knowledge.ts';
import { priorityAt } from '../core/priority.ts';
import { nextSpeaker, takesOver } from '../core/speaker.ts';
import type { Beginning } from '../core/state.ts';
import { type Ctx, freshCalendar } from './ctx.ts';
import { type Entry, openHandoff, speakerOf } from './records.ts';

/** Lets them into every journey that begins with what they did. */
export function enterOn(ctx: Ctx, deed: Deed): void {
  for (const [version, frozen] of ctx.setup.versions) {
    const door = frozen.enter.find(
      (entrance) =>
        'on' in entrance && entrance.on === deed.name && matches(entrance.where, deed.props),
    );
    if (door) enter(ctx, { version, frozen, at: door.at, by: 'event', deed });
  }
}

/** Lets them into a journey by hand. Throws where it has no such entrance. */
export function enrol(ctx: Ctx, journey: string, by: 'list' | 'sales'): void {
  for (const [version, frozen] of ctx.setup.versions) {
    if (frozen.journey !== journey) continue;
    const door = frozen.enter.find((entrance) => 'by' in entrance && entrance.by === by);
    if (!door) throw new Error(`nobody enters ‘${journey}’ by ${by}`);
    enter(ctx, { version, frozen, at: door.at, by });
  }
}

type Coming = Readonly<{
  version: string;
  frozen: Frozen;
  at: StepId;
  by: Entry['by'];
  deed?: Deed;
}>;

function enter(ctx: Ctx, { version, frozen, at, by, deed }: Coming): void {
  const { records, now } = ctx;
  const own = records.entries.filter(({ journey }) => journey === frozen.journey);
  const wish = { now, pace: 1, ...(deed && { deed }) };
  const may = mayEnter(frozen, own.map(asPassage), wish);
  if (may.kind !== 'yes') return;
  const speaker = speakerOf(records);
  const enteredAt: Instant = deed?.at ?? now;
  const { lines: _, ...state } = beginState(at, now, 1);
  const entry: Entry = {
    id: `${frozen.journey}/${own.length + 1}`,
    journey: frozen.journey,
    version,
    frozen,
    key: may.key,
    by,
    atStep: at,
    enteredAt,
    created_at: now,
    status: speaker === undefined ? 'speaking' : 'wanting',
    priority: priorityAt(frozen, at),
    wants_at: null,
    evidenceFrom: enteredAt,
    facts: {},
    seq: 0,
    stage: stageOf(at),
    state: speaker === undefined ? state : { ...state, parkedAt: now },
  };
  records.entries.push(entry);
  ctx.note({
    at: now,
    journey: entry.journey,
    step: at,
    kind: 'entered',
    by,
    waiting: speaker !== undefined,
  });
  if (speaker && takesOver(entry, speaker, now))
    ctx.tell({ kind: 'told', entry: speaker.id, at: now, yield: true });
}

const asPassage = ({ id, key, status, created_at }: Entry): Passage => ({
  id,
  key,
  open: status !== 'closed',
  createdAt: created_at,
});

/** Of those who wait for their turn, the one who would speak. */
export const rivalOf = ({ records, now }: Ctx): Entry | undefined =>
  nextSpeaker(
    records.entries.filter(({ status }) => status === 'wanting' || status === 'parked'),
    now,
  );

/** Whoever should speak instead of this entry, while nobody of sales is asked or has said yes. */
export function usurperOf(ctx: Ctx, entry: Entry): Entry | undefined {
  const rival = rivalOf(ctx);
  if (!rival || openHandoff(ctx.records)) return undefined;
  return takesOver(rival, entry, ctx.now) ? rival : undefined;
}

/** From now on this entry speaks; nobody else may. */
export function letSpeak(ctx: Ctx, entry: Entry): Beginning {
  const { records, who } = ctx;
  entry.status = 'speaking';
  entry.wants_at = null;
  records.epoch += 1;
  const begin = beginningOf(ctx, entry);
  const { lines: _, ...kept } = begin.state;
  entry.state = kept;
  return { ...begin, prospect: who.id };
}

/** What a run of this entry starts with. */
export function beginningOf(ctx: Ctx, entry: Entry): Beginning {
  const { records, now, who } = ctx;
  const key = entry.state.handoff?.key;
  const handoff = records.handoffs
    .values()
    .find((row) => row.entry === entry.id && row.key === key);
  const revived = revive(entry.state, now, {
    seq: entry.seq,
    facts: entry.facts,
    ...(handoff && { handoff: bare(handoff) }),
  });
  const state = { ...revived, ...freshCalendar(ctx, entry.frozen, revived.calendar) };
  return { prospect: who.id, entry: entry.id, epoch: records.epoch, version: entry.version, state };
}

/** A row as the workflow knows it. */
export function bare<R extends { entry: string }>(
  row: R,
): Omit<R, 'entry' | 'team' | 'for' | 'ask' | 'step'> {
  const {
    entry: _entry,
    team: _team,
    for: _for,
    ask: _ask,
    step: _step,
    ...known
  } = row as R & {
    team?: unknown;
    for?: unknown;
    ask?: unknown;
    step?: unknown;
  };
  return known;
}
