import type { Facts, Instant } from './fact.ts';
import {
  type Answer,
  type Event,
  type Handoff,
  keyOf,
  type Line,
  type State,
  type Task,
  type Telling,
} from './state.ts';

/** The last lines kept for whoever looks; fewer where the state has much else to carry into every run. */
const LINES = 8;
/** What a state may grow to with its lines, as JSON; some room is left, for what it is told before it is answered again. */
const ROOM = 960;

/** What is known after `event`. Moves nobody. Pure, total: a late, repeated or unasked event changes nothing but the clock. */
export function hear(before: State, event: Event): State {
  const state = { ...before, now: Math.max(before.now, event.at) };
  switch (event.kind) {
    case 'woke':
      return state;
    case 'told':
      return beTold(state, event);
    case 'answered': // an answer to a question we no longer ask: the store has it
      return event.asked === state.asked
        ? beAnswered(without(state, 'asked'), event.answer)
        : state;
  }
}

function beTold(before: State, told: Telling): State {
  let state = know(before, told);
  if (told.yield) state = { ...state, yield: true };
  if (told.repair) state = without(state, 'faulted');
  // whatever held us back may be gone: that is what a release rings for
  return state.answer?.kind === 'held' ? without(state, 'answer') : state;
}

const beAnswered = (before: State, answer: Answer): State =>
  write(heed(keep(know(before, newsIn(answer)), answer), answer), answer);

function heed(state: State, answer: Answer): State {
  switch (answer.kind) {
    case 'stale':
      return state; // known now; look again
    case 'yield':
      return { ...state, yield: true };
    case 'stays':
      return { ...without(state, 'yield'), written: markOf(state) };
    case 'handoff':
    case 'task': // they are known by now: kept as an answer too they would stand in the state twice
      return { ...state, written: markOf(state) };
    default:
      return { ...state, answer, written: markOf(state) };
  }
}

type News = Readonly<{ seq?: number; facts?: Facts; handoff?: Handoff; task?: Task }>;

/** Facts are whole and numbered: older ones are ignored. A handoff is heard by the step that made it and by whoever knows it already. */
export function know(state: State, news: News): State {
  const { seq, facts, handoff } = news;
  const informed =
    facts !== undefined && seq !== undefined && seq > state.seq ? { ...state, facts, seq } : state;
  const learned = hearOfTask(informed, news.task);
  if (handoff === undefined || !concerns(handoff, learned)) return learned;
  const known = learned.handoff;
  const newer = known?.id !== handoff.id || handoff.rev > known.rev;
  return newer ? { ...learned, handoff } : learned;
}

function newsIn(answer: Answer): News {
  switch (answer.kind) {
    case 'stale':
    case 'stays':
    case 'handoff':
    case 'task':
      return answer;
    default:
      return {};
  }
}

/** Only the step that asked for it hears of a task; a newer one takes its place. */
function hearOfTask(state: State, task: Task | undefined): State {
  const known = state.task;
  if (task === undefined || (task.key !== keyOf(state) && task.id !== known?.id)) return state;
  return known?.id !== task.id || task.rev > known.rev ? { ...state, task } : state;
}

/** Their days and hours, where the store found those in the state out of date. */
const keep = (state: State, { calendar }: Answer): State =>
  calendar === undefined ? state : { ...state, calendar };

const concerns = (handoff: Handoff, state: State): boolean =>
  handoff.key === keyOf(state) || handoff.id === state.handoff?.id;

function write(state: State, answer: Answer): State {
  const line: Line = [answer.at, state.at, whatOf(answer)];
  let room = ROOM - lengthOf({ ...state, lines: [] });
  const fits = (one: Line): boolean => (room -= lengthOf(one) + 1) >= 0;
  const lines: Line[] = [];
  for (const one of [line, ...state.lines.toReversed()].slice(0, LINES)) {
    if (!fits(one)) break;
    lines.unshift(one);
  }
  return { ...state, lines };
}

const lengthOf = (part: object): number => JSON.stringify(part).length;

function whatOf(answer: Answer): string {
  switch (answer.kind) {
    case 'handoff':
      return answer.handoff.state;
    case 'task':
      return `task ${answer.task.state}`;
    case 'drawn':
      return `drawn: ${answer.arm}`;
    case 'sent':
      return answer.mail === undefined ? 'sent' : `sent ${memberOf(answer.mail)}`;
    default:
      return answer.kind;
  }
}

/** '07-meetings' of 'field-notes/07-meetings': the step's name tells the rest. */
const memberOf = (mail: string): string => mail.slice(mail.indexOf('/') + 1);

/** How the store has this position when it was written: a fault is a position of its own. */
export const markOf = (state: State): string =>
  state.faulted === undefined ? keyOf(state) : `!${keyOf(state)}`;

/** `state` without one of its optional parts: absent, never undefined, so that JSON keeps it as it is. Pure. */
export function without<
  K extends 'asked' | 'answer' | 'yield' | 'faulted' | 'parkedAt' | 'said' | 'task',
>(state: State, part: K): Omit<State, K> & State {
  const { [part]: _, ...rest } = state;
  return rest as Omit<State, K> & State;
}

/** The instant a sentence last became news: its newest deed, else its beginning. Pure. */
export const newsOf = (facts: Facts, sentence: string): Instant =>
  facts[sentence]?.last ?? facts[sentence]?.since ?? -1;
