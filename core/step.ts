import { holds, type Instant, leaves, type Rule } from './fact.ts';
import { type Frozen, stageOf, type StepId } from './frozen.ts';
import { hear, markOf, newsOf, without } from './hear.ts';
import { type Act, type Here, stay, type Todo } from './kinds/kind.ts';
import { kindOf } from './kinds/kinds.ts';
import { type Command, type Event, keyOf, type State } from './state.ts';
import { dueAt } from './time.ts';

/** Where they stand now; what to do, or until when to sleep (neither: until told). */
export type Stepped = Readonly<{ state: State; sleepUntil?: Instant; todo?: Command }>;

/** Steps taken without a question or a wait; more is a walk in a circle. */
const STRIDES = 100;

/**
 * Learn everything, then do one thing. Pure, total, level-triggered: same journey, state and events, same answer,
 * for ever. Never asks a second question while one is under way.
 */
export function step(journey: Frozen, before: State, events: readonly Event[]): Stepped {
  const heard = events.reduce(hear, before);
  if (heard.asked !== undefined) return { state: heard };
  if (heard.faulted !== undefined) return standStill(heard);
  return walk(journey, heed(journey, heard));
}

/** `state`, parked: it moves no more until it is repaired. Pure. */
export const fault = (state: State, code: string): State => ({
  ...without(without(state, 'asked'), 'answer'),
  faulted: code,
});

function walk(journey: Frozen, from: State): Stepped {
  let state = from;
  for (let strides = 0; strides < STRIDES; strides += 1) {
    const act = look(journey, state);
    if (act === undefined) return standStill(fault(state, 'no-such-step'));
    if (act.kind === 'go') state = arrive(state, act.to, act.at ?? state.now);
    else if (act.kind === 'said') state = { ...without(state, 'answer'), said: act.said };
    else return settle(journey, state, act);
  }
  return standStill(fault(state, 'circle'));
}

function look(journey: Frozen, state: State): Act | undefined {
  const here = journey.steps[state.at];
  if (here === undefined) return undefined;
  const due = dueAt(here, state);
  return state.now < due ? stay(due) : kindOf(here).act(here, around(journey, state, due));
}

const around = (journey: Frozen, state: State, since: Instant): Here => ({
  now: state.now,
  since,
  facts: state.facts,
  answer: state.answer,
  offered: state.handoff?.key === keyOf(state) ? state.handoff : undefined,
  handoff: state.handoff,
  asked: state.task?.key === keyOf(state) ? state.task : undefined,
  said: state.said ?? { n: 0, at: since },
  owner: journey.stages[stageOf(state.at)]?.owner ?? 'marketing',
  pace: state.pace,
  calendar: state.calendar,
});

function arrive(state: State, at: StepId, since: Instant): State {
  // a task is over when its step is left
  return {
    ...without(without(without(state, 'answer'), 'said'), 'task'),
    at,
    since,
    visit: state.visit + 1,
  };
}

type Settled = Exclude<Act, { kind: 'go' | 'said' }>;

function settle(journey: Frozen, state: State, act: Settled): Stepped {
  if (act.kind === 'end') return ask(state, { kind: 'moved', ended: act.as });
  if (state.yield) return ask(state, { kind: 'moved', ...untilDate(journey, state) });
  if (act.kind === 'do') return ask(state, act.todo);
  if (mustBeWritten(journey, state))
    return ask(state, { kind: 'moved', ...untilDate(journey, state) });
  return { state, ...(act.until !== undefined && { sleepUntil: act.until }) };
}

/** Kinds that write their own position when they are due; until then only a new stage, or a date that others may fill, is worth a question. */
function mustBeWritten(journey: Frozen, state: State): boolean {
  if (state.written === markOf(state)) return false;
  const here = journey.steps[state.at];
  if (here === undefined || kindOf(here).writesItself !== true) return true;
  return (
    dateAhead(journey, state) !== undefined || stageOf(state.written ?? '') !== stageOf(state.at)
  );
}

/** The date that it waits for, if it does and nothing calls it away: others may speak until then. Pure. */
export function dateAhead(journey: Frozen, state: State): Instant | undefined {
  const here = journey.steps[state.at];
  if (!here?.due?.some((time) => typeof time !== 'string')) return undefined;
  if (callTo(journey, state) !== undefined) return undefined;
  const due = dueAt(here, state);
  return state.now < due ? due : undefined;
}

function untilDate(journey: Frozen, state: State): Readonly<{ until?: Instant }> {
  const until = dateAhead(journey, state);
  return until === undefined ? {} : { until };
}

/** Whoever stands still keeps nobody else from speaking, and leaves when the store has closed them. */
function standStill(state: State): Stepped {
  if (state.written === markOf(state) && !state.yield) return { state };
  return ask(state, { kind: 'moved', faulted: state.faulted ?? 'unknown' });
}

function ask(state: State, todo: Todo): Stepped {
  const n = state.n + 1;
  const key = `${keyOf(state)}.${n}`;
  return { state: { ...without(state, 'answer'), n, asked: key }, todo: { ...todo, key } };
}

/** `whenever`: the first interrupt that is news and may call. What it was called by is heeded, and calls nobody twice. */
function heed(journey: Frozen, state: State): State {
  const call = callTo(journey, state);
  if (call === undefined) return state;
  const heard = leaves(call.when).map((leaf) => [leaf, newsOf(state.facts, leaf)] as const);
  const known = heard.filter(([, at]) => at >= 0);
  const heeded = { ...state.heeded, ...Object.fromEntries(known) };
  return { ...arrive(state, call.at, state.now), heeded };
}

/** The first interrupt that calls. */
const callTo = (journey: Frozen, state: State): Frozen['whenever'][number] | undefined =>
  journey.whenever.find(({ when, at }) => isNews(when, state) && mayCall(journey, state, at));

/** True, and by something newer than what was heeded: or a rejected lead would be offered again at once. */
const isNews = (when: Rule, { facts, now, heeded }: State): boolean =>
  holds(when, facts, now) &&
  leaves(when).some((leaf) => newsOf(facts, leaf) > (heeded[leaf] ?? -1));

/** Nobody is called away from sales or success, from an open offer, nor to where they are; an end is heard everywhere, and is the end. */
function mayCall(journey: Frozen, state: State, to: StepId): boolean {
  if (journey.steps[state.at]?.kind === 'end') return false;
  if (journey.steps[to]?.kind === 'end') return true;
  const here = stageOf(state.at);
  if (here === stageOf(to) || hasOpenHandoff(state)) return false;
  return (journey.stages[here]?.owner ?? 'marketing') === 'marketing';
}

/** Somebody else is being asked, or has said yes. Pure. */
export const hasOpenHandoff = ({ handoff }: State): boolean =>
  handoff !== undefined && ['offered', 'not-yet', 'accepted'].includes(handoff.state);
