import { type Frozen, stageOf, type StepId } from './frozen.ts';
import type { Instant } from './fact.ts';
import { step, type Stepped } from './step.ts';
import type { Answer, Command, State } from './state.ts';

/** A mail that somebody waits for: at which step, and when it is due. */
export type MailAhead = Readonly<{ at: StepId; stage: string; due: Instant }>;
/** One touch as the ledger names it. */
type Touch = Readonly<{ step: StepId; visit: number; n: number }>;

/** Questions answered from what is settled; more is a walk in a circle. */
const ASKED = 100;

/**
 * The mail that somebody stands before, if they do, learning what the ledger has settled since their state was written down. Instants are the
 * state's; what only delays a mail (a window, the gap) is not in it. Pure, total.
 */
export function mailAhead(
  journey: Frozen,
  from: State,
  settled: (touch: Touch) => Answer | undefined,
): MailAhead | undefined {
  let stepped = step(journey, from, []);
  for (let asked = 0; asked < ASKED; asked += 1) {
    const { state, todo } = stepped;
    if (todo === undefined) return asleep(journey, stepped);
    const answer = answerTo(todo, state, settled);
    if (answer === undefined)
      return todo.kind === 'touch' ? { ...placeOf(state), due: state.now } : undefined;
    stepped = step(journey, state, [{ kind: 'answered', at: state.now, asked: todo.key, answer }]);
  }
  return undefined;
}

function answerTo(
  todo: Command,
  state: State,
  settled: (touch: Touch) => Answer | undefined,
): Answer | undefined {
  if (todo.kind === 'touch')
    return settled({ step: state.at, visit: state.visit, n: state.said?.n ?? 0 });
  const stays = todo.kind === 'moved' && todo.ended === undefined && state.faulted === undefined;
  return stays ? { kind: 'stays', at: state.now } : undefined;
}

function asleep(journey: Frozen, { state, sleepUntil }: Stepped): MailAhead | undefined {
  const kind = journey.steps[state.at]?.kind;
  if (sleepUntil === undefined || (kind !== 'touch' && kind !== 'series')) return undefined;
  return { ...placeOf(state), due: sleepUntil };
}

const placeOf = ({ at }: State) => ({ at, stage: stageOf(at) });
