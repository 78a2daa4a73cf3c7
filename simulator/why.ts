import { holds } from '../core/fact.ts';
import type { Frozen, FrozenStep, StepId } from '../core/frozen.ts';
import { sayRule } from '../core/say-rule.ts';
import type { Question } from '../core/state.ts';
import type { Reason } from './happening.ts';
import type { Entry } from './records.ts';

/** Why they are where they are: the turns taken since the store last wrote them down, and the waits before the step. */
export function whyAt({ state }: Question, entry: Entry): readonly Reason[] {
  const { frozen, state: before } = entry;
  const way = before.at === state.at ? [] : wayBetween(frozen, before.at, state.at);
  const waits = (frozen.steps[state.at]?.due ?? []).map((time): Reason => ({
    step: state.at,
    way: 'after',
    sentence: typeof time === 'string' ? time : time.moment,
  }));
  const now = state.now;
  return [...turns({ entry, way, now }), ...waits];
}

/** The shortest way from one step to another, both included; a call when there is none. */
function wayBetween(frozen: Frozen, from: StepId, to: StepId): readonly StepId[] {
  const came = new Map<StepId, StepId>();
  const ahead = [from];
  for (const id of ahead) {
    if (id === to && came.has(id)) break;
    for (const next of edgesOf(frozen.steps[id])) {
      if (came.has(next)) continue;
      came.set(next, id);
      ahead.push(next);
    }
  }
  if (!came.has(to)) return [];
  const way = [to];
  for (let id = came.get(to); id !== undefined && way.length < 50; id = came.get(id)) {
    way.unshift(id);
    if (id === from) break;
  }
  return way;
}

function edgesOf(step: FrozenStep | undefined): readonly StepId[] {
  switch (step?.kind) {
    case 'branch':
      return [...step.cases.map(({ next }) => next), step.next];
    case 'waitFor':
      return [step.met, step.late];
    case 'split':
      return [...Object.values(step.arms).map(({ next }) => next), step.next];
    case 'offer':
      return [step.accepted, step.unworked, ...Object.values(step.rejected)];
    case 'assist':
      return [
        step.won,
        ...(typeof step.lost === 'string' ? [step.lost] : Object.values(step.lost)),
        step.returned,
        step.quiet.next,
      ];
    case 'touch':
    case 'series':
    case 'task':
    case 'to':
      return [step.next];
    default:
      return [];
  }
}

type Walked = Readonly<{ entry: Entry; way: readonly StepId[]; now: number }>;

function turns({ entry, way, now }: Walked): readonly Reason[] {
  const called = way.length === 0 ? calledBy(entry, now) : [];
  const taken = way.flatMap((id, i) => {
    const next = way[i + 1];
    const step = entry.frozen.steps[id];
    return next === undefined || step === undefined ? [] : turnAt({ id, step, next, entry, now });
  });
  return [...called, ...taken];
}

const calledBy = ({ frozen, facts }: Entry, now: number): readonly Reason[] =>
  frozen.whenever
    .filter(({ when }) => holds(when, facts, now))
    .slice(0, 1)
    .map(({ when, at }) => ({ step: at, way: 'called', sentence: sayRule(when) }));

type Turn = Readonly<{ id: StepId; step: FrozenStep; next: StepId; entry: Entry; now: number }>;

function turnAt({ id, step, next, entry, now }: Turn): readonly Reason[] {
  if (step.kind === 'waitFor') {
    const met = next === step.met && holds(step.for, entry.facts, now);
    return [{ step: id, way: met ? 'met' : 'late', sentence: sayRule(step.for) }];
  }
  if (step.kind !== 'branch') return [];
  const taken = step.cases.find(({ when }) => when === undefined || holds(when, entry.facts, now));
  if (taken?.when === undefined || taken.next !== next) return [{ step: id, way: 'otherwise' }];
  return [{ step: id, way: 'when', sentence: sayRule(taken.when) }];
}
