import { beginState } from '../begin.ts';
import { holds, type Facts, type Instant } from '../fact.ts';
import type { Frozen, FrozenStep, StepId } from '../frozen.ts';
import { type Answer, type Command, type Event, keyOf, type State } from '../state.ts';
import { step } from '../step.ts';
import { dueAt, timeOf } from '../time.ts';

/** A mail that went out at once, as if nobody else ever wrote. */
export type Sent = Readonly<{ at: Instant; id: StepId }>;
/** Where somebody stood still, with all they had been sent until then. */
export type Rest = Readonly<{ state: State; sent: readonly Sent[] }>;
/** `arm`: which one of a split. */
export type Run = Readonly<{ journey: Frozen; arm: number; until: Instant }>;

/** More questions and wakings than any journey has in a year. */
const TURNS = 2000;

/**
 * What a journey sends by itself, without caps: every question is answered at once, mails are sent, tasks done, offers not made. Yields
 * each place where somebody waits; the last one has all that was sent. Pure, total.
 */
export function walkAlone(run: Run, from: Rest, news: readonly Event[]): readonly Rest[] {
  const rests: Rest[] = [];
  let { state } = from;
  const sent = [...from.sent];
  let events = news;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const { todo, sleepUntil, state: after } = step(run.journey, state, events);
    state = after;
    if (todo !== undefined) {
      const answer = answerTo(todo, state, run);
      if (answer === undefined) break; // it ended
      if (answer.kind === 'sent') sent.push({ at: state.now, id: state.at });
      events = [{ kind: 'answered', at: state.now, asked: todo.key, answer }];
      continue;
    }
    rests.push({ state, sent: [...sent] });
    if (sleepUntil === undefined || sleepUntil > run.until) break;
    events = [{ kind: 'woke', at: sleepUntil }];
  }
  return [...rests, { state, sent }];
}

/** Somebody who comes in at `id`, knowing nothing yet. Pure. */
export const arrival = (id: StepId, now: Instant): Rest => ({
  state: beginState(id, now, 1),
  sent: [],
});

/** News of these facts. Pure. */
export const told = (facts: Facts, at: Instant, seq: number): Event => ({
  kind: 'told',
  entry: '',
  at,
  seq,
  facts,
});

function answerTo(todo: Command, state: State, { journey, arm }: Run): Answer | undefined {
  const at = state.now;
  const here = journey.steps[state.at];
  switch (todo.kind) {
    case 'touch':
      return isWanted(here, state) ? { kind: 'sent', at } : { kind: 'skipped', at, reason: '' };
    case 'draw':
      return { kind: 'drawn', at, arm: armOf(here, arm) };
    case 'task':
      return {
        kind: 'task',
        at,
        task: { id: 'task', key: keyOf(state), rev: state.n, state: 'done', until: at },
      };
    case 'offer':
      return { kind: 'unqualified', at, reason: '' };
    case 'moved':
      return (todo.ended ?? todo.faulted) ? undefined : { kind: 'stays', at };
    default:
      return undefined; // of a handoff or a task that was never open
  }
}

function isWanted(here: FrozenStep | undefined, state: State): boolean {
  if (here?.kind !== 'touch') return true;
  if (here.when !== undefined && !holds(here.when, state.facts, state.now)) return false;
  if (here.uselessAfter === undefined) return true;
  return state.now < timeOf(here.uselessAfter, dueAt(here, state), state);
}

function armOf(here: FrozenStep | undefined, arm: number): string {
  const arms = here?.kind === 'split' ? Object.keys(here.arms) : [];
  return arms[arm % arms.length] ?? '';
}
