import { type Frozen, type FrozenStep, type Owner, stageOf, type Time } from './frozen.ts';
import { kindOf } from './kinds/kinds.ts';
import type { Command, State } from './state.ts';

/** What an entry waits for, for people: "3 days, then ‘case-study’". Holds no personal data. Pure, total. */
export function waitingFor(journey: Frozen, state: State): string {
  if (state.faulted !== undefined) return `repair: ${state.faulted}`;
  const step = journey.steps[state.at];
  if (step === undefined) return `a step that is not there: ${state.at}`;
  return stalled(journey, state) ?? sayStep(step, partnerOf(journey, state));
}

/** Why a step that is due does not go on. */
const stalled = (journey: Frozen, state: State): string | undefined =>
  unanswered(state.answer) ?? unheard(journey, state);

function unanswered(answer: State['answer']): string | undefined {
  if (answer?.kind === 'deferred') return answer.reason;
  if (answer?.kind === 'exhausted') return 'a mail they have not seen';
  return answer?.kind === 'held' ? `the release of a hold by ${answer.by}` : undefined;
}

function unheard(journey: Frozen, state: State): string | undefined {
  const who = partnerOf(journey, state);
  if (state.handoff?.state === 'offered') return `an answer from ${who}`;
  return state.handoff?.state === 'not-yet' ? `the date ${who} named` : undefined;
}

/** Who has them, or would have them once the offer is accepted. */
function partnerOf({ steps, stages }: Frozen, { at }: State): Owner {
  const step = steps[at];
  const owner = stages[stageOf(step?.kind === 'offer' ? step.accepted : at)]?.owner;
  return owner === 'success' ? owner : 'sales';
}

/** A step with the waits before it: "3 days, then ‘case-study’". Pure. */
export function sayStep(step: FrozenStep, owner?: Owner): string {
  const waits = step.due?.map(sayDue).join(' and ');
  const what = kindOf(step).say(step, owner);
  return waits === undefined || waits === '' ? what : `${waits}, then ${what}`;
}

const sayDue = (time: Time): string => (typeof time === 'string' ? time : `until ${time.moment}`);

/** Who has them: 'marketing', 'sales', or 'sales/<rep>' once somebody accepted. Pure. */
export function ownerOf(journey: Frozen, state: State): string {
  const owner = journey.stages[stageOf(state.at)]?.owner ?? 'marketing';
  const rep = state.handoff?.state === 'accepted' ? state.handoff.rep : undefined;
  return owner === 'marketing' || rep === undefined ? owner : `${owner}/${rep}`;
}

/** What a question is about, for the Temporal UI. Pure, total. */
export function summaryOf(journey: Frozen, state: State, todo: Command): string {
  const step = journey.steps[state.at];
  if (todo.kind === 'moved') return movedSummary(state, todo);
  if (todo.kind === 'expire') return 'nobody answered in time';
  if (todo.kind === 'quiet') return `nothing heard from ${partnerOf(journey, state)}`;
  if (todo.kind === 'overdue') return 'a task is late';
  const what = step === undefined ? state.at : kindOf(step).say(step);
  return step?.kind === 'touch' || step?.kind === 'series'
    ? `${what} (${stageOf(state.at)}, ${step.mindset})`
    : what;
}

function movedSummary(state: State, todo: Extract<Command, { kind: 'moved' }>): string {
  if (todo.ended !== undefined) return `ends: ${todo.ended}`;
  return todo.faulted === undefined ? `at ${state.at}` : `faulted: ${todo.faulted}`;
}
