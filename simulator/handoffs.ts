import type { Instant } from '../core/fact.ts';
import { stageOf, type StepId } from '../core/frozen.ts';
import { teamCalendar } from '../core/house-hours.ts';
import { answerBy, type Clock, lengthOf } from '../core/length.ts';
import { againstOffer, SPENDS } from '../core/offering.ts';
import type { Answer, HandoffState, Question } from '../core/state.ts';
import type { Ctx } from './ctx.ts';
import { bare, usurperOf } from './entries.ts';
import { hear, tellEvent } from './news.ts';
import { proofOf } from './proof.ts';
import { type Entry, type HandoffRow, openHandoff } from './records.ts';

/** An offer: made if they qualify, else answered why not. */
export function offer(ctx: Ctx, q: Question, entry: Entry): Answer {
  const step = entry.frozen.steps[q.state.at];
  if (step?.kind !== 'offer') throw new Error(`asked to offer at ${q.state.at}, which is no offer`);
  const { now: at, records } = ctx;
  const key = `${q.state.at}#${q.state.visit}`;
  const made = records.handoffs.values().find((row) => row.entry === entry.id && row.key === key);
  if (made) return { kind: 'handoff', at, handoff: bare(made) };
  if (q.state.seq < entry.seq) return { kind: 'stale', at, seq: entry.seq, facts: entry.facts };
  if (usurperOf(ctx, entry)) return { kind: 'yield', at };
  const { restUntil } = records;
  const reason = againstOffer(step, {
    now: at,
    facts: entry.facts,
    hasOpenHandoff: openHandoff(records) !== undefined,
    ...(restUntil !== undefined && { restUntil }),
  });
  const where = { at, journey: entry.journey, step: q.state.at };
  if (reason !== undefined) {
    ctx.note({ ...where, kind: 'unqualified', reason });
    return { kind: 'unqualified', at, reason };
  }
  const until = answerBy(at, step.answerIn, clockOf(ctx, step.team));
  const row: HandoffRow = {
    id: `${entry.id}/${key}`,
    key,
    rev: 1,
    state: 'offered',
    until,
    entry: entry.id,
    team: step.team,
  };
  records.handoffs.set(row.id, row);
  const because = proofOf(step.because, entry.facts, at);
  ctx.note({ ...where, kind: 'offered', handoff: row.id, team: step.team, until, because });
  return { kind: 'handoff', at, handoff: bare(row) };
}

export const clockOf = ({ setup, now }: Ctx, team: string): Clock => ({
  pace: 1,
  calendar: teamCalendar(setup.house, { team, at: now, sliceFor: setup.sliceFor }),
});

/** The clock of an offer, or of a not-yet, ran out: the answer is what holds now. */
export function expire(ctx: Ctx, q: Question, entry: Entry): Answer {
  const { now: at, records } = ctx;
  const row = records.handoffs.get('handoff' in q.todo ? q.todo.handoff : '');
  if (!row) throw new Error('asked about a handoff that is not there');
  if (row.until !== undefined && at >= row.until) {
    if (row.state === 'offered') turn(ctx, row, { state: 'expired' });
    else if (row.state === 'not-yet') {
      const step = entry.frozen.steps[q.state.at];
      const length = step?.kind === 'offer' ? step.answerIn : '1 day';
      turn(ctx, row, { state: 'offered', until: answerBy(at, length, clockOf(ctx, row.team)) });
    }
  }
  return { kind: 'handoff', at, handoff: bare(records.handoffs.get(row.id) ?? row) };
}

/** Sales accepted, and then nothing was heard: they come back. */
export function quiet(ctx: Ctx, q: Question): Answer {
  const row = ctx.records.handoffs.get('handoff' in q.todo ? q.todo.handoff : '');
  if (!row) throw new Error('asked about a handoff that is not there');
  if (row.state === 'accepted') turn(ctx, row, { state: 'returned', reason: 'quiet' });
  return { kind: 'handoff', at: ctx.now, handoff: bare(ctx.records.handoffs.get(row.id) ?? row) };
}

/** What a rep says. */
export type Saying =
  | Readonly<{ say: 'accept'; rep: string }>
  | Readonly<{ say: 'reject'; rep: string; reason: string }>
  | Readonly<{ say: 'not-yet'; rep: string; until: Instant }>
  | Readonly<{ say: 'return' | 'lost'; reason?: string }>
  | Readonly<{ say: 'won'; value?: number }>;

/** A rep's answer, as the API takes it; what is too late changes nothing and answers false. The workflow is told. */
export function say(ctx: Ctx, handoff: string, saying: Saying): boolean {
  const row = ctx.records.handoffs.get(handoff);
  const asked = row?.state === 'offered' || row?.state === 'not-yet';
  const answers = saying.say === 'accept' || saying.say === 'reject' || saying.say === 'not-yet';
  if (!row || (answers ? !asked : row.state !== 'accepted')) return false;
  const became = turn(ctx, row, changeOf(saying));
  ctx.tell({ kind: 'told', entry: row.entry, at: ctx.now, handoff: bare(became) });
  return true;
}

type Change = Readonly<{ state: HandoffState; reason?: string; rep?: string; until?: Instant }>;

function changeOf(saying: Saying): Change {
  switch (saying.say) {
    case 'accept':
      return { state: 'accepted', rep: saying.rep };
    case 'reject':
      return { state: 'rejected', rep: saying.rep, reason: saying.reason };
    case 'not-yet':
      return { state: 'not-yet', rep: saying.rep, until: saying.until };
    case 'won':
      return { state: 'won' };
    case 'return':
    case 'lost':
      return {
        state: saying.say === 'lost' ? 'lost' : 'returned',
        ...(saying.reason !== undefined && { reason: saying.reason }),
      };
  }
}

/** The row turns, with what follows from it: the spent evidence, the rest, the events. */
function turn(ctx: Ctx, row: HandoffRow, change: Change): HandoffRow {
  const { records, setup } = ctx;
  const { until: _until, reason: _reason, ...rest } = row;
  const became: HandoffRow = { ...rest, ...change, rev: row.rev + 1 };
  records.handoffs.set(row.id, became);
  const { state, ...what } = change;
  noteHandoff(ctx, became, what);
  records.seq += 1;
  if (SPENDS.has(state)) spend(ctx, setup.house.reasons[change.reason ?? '']?.rest);
  for (const [name, props] of eventsOf(became)) tellEvent(ctx, name, props);
  hear(ctx);
  return became;
}

function noteHandoff(ctx: Ctx, row: HandoffRow, what: Omit<Change, 'state'>): void {
  const { id, key, team, state } = row;
  const step: StepId = key.slice(0, key.lastIndexOf('#'));
  const where = { at: ctx.now, journey: journeyOf(ctx, row), step };
  ctx.note({ ...where, kind: 'handoff', handoff: id, team, became: state, ...what });
}

const journeyOf = ({ records }: Ctx, { entry }: HandoffRow): string =>
  records.entries.find(({ id }) => id === entry)?.journey ?? '';

function spend({ records, now }: Ctx, rest: string | undefined): void {
  records.spentAt = now;
  for (const entry of records.entries) if (entry.status !== 'closed') entry.evidenceFrom = now;
  if (rest !== undefined)
    records.restUntil = Math.max(records.restUntil ?? 0, now + lengthOf(rest, 1));
}

type Event = readonly [name: string, props: Readonly<Record<string, unknown>>];

function eventsOf({ state, team, reason, rep }: HandoffRow): readonly Event[] {
  switch (state) {
    case 'accepted':
      return [['handoff.accepted', { team, rep }]];
    case 'rejected':
      return [['handoff.rejected', { team, reason }]];
    case 'won':
      return [['deal.won', {}]];
    case 'lost':
      return [['deal.lost', { reason }]];
    default:
      return [];
  }
}

/** The entry is over: sales hears that there is nothing left to answer; what was won while they had it is theirs. */
export function closeHandoff(ctx: Ctx, entry: Entry, as: string): void {
  const { records } = ctx;
  const open = openHandoff(records);
  if (open?.entry !== entry.id) return;
  const { until: _, ...rest } = open;
  const state = as === 'won' && open.state === 'accepted' ? 'won' : 'withdrawn';
  const closed = { ...rest, state, rev: open.rev + 1 } as const;
  records.handoffs.set(open.id, closed);
  noteHandoff(ctx, closed, {});
}

/** Whether sales or success owns the stage they are in. */
export const isTheirs = ({ frozen }: Entry, at: StepId): boolean =>
  (frozen.stages[stageOf(at)]?.owner ?? 'marketing') !== 'marketing';
