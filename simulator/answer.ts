import { type End, stageOf, type StepId } from '../core/frozen.ts';
import { priorityAt } from '../core/priority.ts';
import { drawArm } from '../core/spread.ts';
import { answerBy } from '../core/length.ts';
import type { Answer, Question, Task } from '../core/state.ts';
import { type Ctx, freshCalendar } from './ctx.ts';
import { bare, letSpeak, rivalOf, usurperOf } from './entries.ts';
import { clockOf, closeHandoff, expire, offer, quiet } from './handoffs.ts';
import { hear, tellEvent } from './news.ts';
import type { Entry, TaskRow } from './records.ts';
import { touch } from './touch.ts';
import { turnsTo } from './why.ts';

/** Any question of the prospect workflow, answered as the store would. */
export function answer(ctx: Ctx, q: Question): Answer {
  const { records, now: at } = ctx;
  const entry = records.entries.find(({ id }) => id === q.entry);
  if (entry?.status !== 'speaking' || q.epoch !== records.epoch) return { kind: 'gone', at };
  noteStage(ctx, q, entry);
  const given = {
    ...answerTo(ctx, q, entry),
    ...freshCalendar(ctx, entry.frozen, q.state.calendar),
  };
  if (entry.status === 'speaking') writeDown(entry, q);
  return given;
}

/** They are asked about in another stage than before: so they have come to it. An end is no stage. */
function noteStage(ctx: Ctx, q: Question, entry: Entry): void {
  const { at } = q.state;
  const to = stageOf(at);
  const ends = q.todo.kind === 'moved' && q.todo.ended !== undefined;
  if (ends || to === entry.stage) return;
  const owner = entry.frozen.stages[to]?.owner ?? 'marketing';
  const change = { kind: 'stage', from: entry.stage, to, owner, why: turnsTo(q, entry) } as const;
  entry.stage = to;
  ctx.note({ at: ctx.now, journey: entry.journey, step: at, ...change });
}

function answerTo(ctx: Ctx, q: Question, entry: Entry): Answer {
  switch (q.todo.kind) {
    case 'touch':
      return touch(ctx, q, entry);
    case 'offer':
      return offer(ctx, q, entry);
    case 'expire':
      return expire(ctx, q, entry);
    case 'quiet':
      return quiet(ctx, q);
    case 'draw':
      return draw(ctx, q, entry);
    case 'task':
      return task(ctx, q, entry);
    case 'overdue':
      return overdue(ctx, q);
    case 'moved':
      return moved(ctx, q, entry);
  }
}

function writeDown(entry: Entry, { state }: Question): void {
  entry.state = { ...state, facts: entry.facts };
  entry.priority = priorityAt(entry.frozen, state.at);
}

function moved(ctx: Ctx, q: Question, entry: Entry): Answer {
  const { now: at } = ctx;
  const { ended, until } = q.todo.kind === 'moved' ? q.todo : {};
  if (ended !== undefined) return over(ctx, entry, { step: q.state.at, ended });
  noteMove(ctx, q, entry);
  writeDown(entry, q);
  entry.wants_at = until ?? null;
  const usurper = usurperOf(ctx, entry);
  if (!usurper)
    return q.state.seq < entry.seq
      ? { kind: 'stays', at, seq: entry.seq, facts: entry.facts }
      : { kind: 'stays', at };
  entry.status = 'parked';
  entry.state = { ...entry.state, parkedAt: at };
  ctx.note({ at, journey: entry.journey, step: q.state.at, kind: 'parked' });
  return resume(ctx, usurper);
}

function noteMove(ctx: Ctx, q: Question, entry: Entry): void {
  const { at: step } = q.state;
  const where = { at: ctx.now, journey: entry.journey, step };
  const from = entry.state.at;
  if (q.todo.kind === 'moved' && q.todo.faulted !== undefined)
    ctx.note({ ...where, kind: 'faulted', code: q.todo.faulted });
  else if (from !== step && stageOf(from) === stageOf(step))
    ctx.note({ ...where, kind: 'moved', from, why: turnsTo(q, entry) });
}

type Over = Readonly<{ step: StepId; ended: End }>;

function over(ctx: Ctx, entry: Entry, { step, ended }: Over): Answer {
  const { now: at } = ctx;
  const { journey } = entry;
  entry.status = 'closed';
  entry.endedAs = ended;
  closeHandoff(ctx, entry, ended);
  withdrawTasks(ctx, entry);
  ctx.note({ at, journey, step, kind: 'ended', as: ended });
  if (ended === 'done') {
    tellEvent(ctx, 'journey.ended', { journey, as: 'done' });
    hear(ctx);
  }
  const next = rivalOf(ctx);
  return next ? resume(ctx, next) : { kind: 'gone', at };
}

function resume(ctx: Ctx, entry: Entry): Answer {
  const to = letSpeak(ctx, entry);
  ctx.note({ at: ctx.now, journey: entry.journey, step: entry.state.at, kind: 'resumed' });
  return { kind: 'next', at: ctx.now, to };
}

/** The arm they are in: drawn once, for good. */
function draw(ctx: Ctx, q: Question, entry: Entry): Answer {
  const step = entry.frozen.steps[q.state.at];
  if (step?.kind !== 'split') throw new Error(`asked to draw at ${q.state.at}, which is no split`);
  const { who, records, now: at } = ctx;
  const unit = step.by === 'account' ? (who.account ?? who.id) : who.id;
  const split = `${entry.journey}:${q.state.at}`;
  const shares = Object.fromEntries(
    Object.entries(step.arms).map(([arm, { share }]) => [arm, share]),
  );
  const arm = records.exposures.get(split) ?? drawArm(`${split}:${unit}`, shares);
  records.exposures.set(split, arm);
  ctx.note({ at, journey: entry.journey, step: q.state.at, kind: 'drawn', arm });
  return { kind: 'drawn', at, arm };
}

function task(ctx: Ctx, q: Question, entry: Entry): Answer {
  const step = entry.frozen.steps[q.state.at];
  if (step?.kind !== 'task') throw new Error(`asked for a task at ${q.state.at}, which is none`);
  const { now: at, records } = ctx;
  const key = `${q.state.at}#${q.state.visit}`;
  const id = `${entry.id}/${key}`;
  const before = records.tasks.get(id);
  if (before) return { kind: 'task', at, task: bare(before) as Task };
  const handoff = q.state.handoff && records.handoffs.get(q.state.handoff.id);
  const team = step.for === 'owner' ? (handoff?.team ?? '') : step.for;
  const until = answerBy(at, step.within, clockOf(ctx, team));
  const row: TaskRow = {
    id,
    key,
    rev: 1,
    state: 'open',
    until,
    entry: entry.id,
    for: step.for,
    ask: step.ask,
    step: q.state.at,
  };
  records.tasks.set(id, row);
  noteTask(ctx, row);
  return { kind: 'task', at, task: bare(row) as Task };
}

function overdue(ctx: Ctx, q: Question): Answer {
  const { now: at, records } = ctx;
  const row = records.tasks.get('task' in q.todo ? q.todo.task : '');
  if (!row) throw new Error('asked about a task that is not there');
  const late = row.state === 'open' && at >= row.until ? turnTask(ctx, row, 'late') : row;
  return { kind: 'task', at, task: bare(late) as Task };
}

/** Somebody did it; too late, it changes nothing and answers false. The workflow is told. */
export function taskDone(ctx: Ctx, id: string): boolean {
  const row = ctx.records.tasks.get(id);
  if (row?.state !== 'open') return false;
  const done = turnTask(ctx, row, 'done');
  ctx.tell({ kind: 'told', entry: row.entry, at: ctx.now, task: bare(done) as Task });
  return true;
}

export function withdrawTasks(ctx: Ctx, entry: Entry): void {
  for (const row of ctx.records.tasks.values())
    if (row.entry === entry.id && row.state === 'open') turnTask(ctx, row, 'withdrawn');
}

function turnTask(ctx: Ctx, row: TaskRow, state: Task['state']): TaskRow {
  const turned = { ...row, state, rev: row.rev + 1 };
  ctx.records.tasks.set(row.id, turned);
  noteTask(ctx, turned);
  return turned;
}

function noteTask(ctx: Ctx, { id, entry, state, for: whose, ask, until, step }: TaskRow): void {
  const journey = ctx.records.entries.find((one) => one.id === entry)?.journey ?? '';
  ctx.note({ at: ctx.now, journey, step, kind: 'task', task: id, state, for: whose, ask, until });
}
