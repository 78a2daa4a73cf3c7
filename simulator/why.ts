import { holds, leaves, type Rule } from '../core/fact.ts';
import type { Frozen, FrozenStep, StepId, WaitForStep } from '../core/frozen.ts';
import type { Question } from '../core/state.ts';
import type { Reason } from './happening.ts';
import { proofOf } from './proof.ts';
import type { Entry } from './records.ts';
import { wayOf } from './way.ts';

/** Why somebody is written to where they are: the turns that led there, and the waits that are over. */
export function whyAt(q: Question, entry: Entry): readonly Reason[] {
  const { at, said } = q.state;
  const step = entry.frozen.steps[at];
  const waits = step?.kind === 'series' && (said?.n ?? 0) > 0 ? [step.every] : (step?.due ?? []);
  return [...turnsTo(q, entry), ...waits.map((time): Reason => ({ step: at, way: 'after', time }))];
}

/** The turns that led them where they are, since the store last wrote them down. */
export function turnsTo({ state }: Question, entry: Entry): readonly Reason[] {
  const { frozen, state: before } = entry;
  const hops = state.visit - before.visit;
  if (hops <= 0) return [];
  const ways = { entry, now: state.now };
  const call = calledBy(state.heeded, entry);
  if (call !== undefined) {
    const way = wayOf(frozen, { from: call.at, to: state.at }, hops - 1) ?? [];
    const proof = proofOf(call.when, entry.facts, state.now);
    return [{ step: call.at, way: 'called', rule: proof }, ...turns(way, ways)];
  }
  return turns(wayOf(frozen, { from: before.at, to: state.at }, hops) ?? [], ways);
}

type Heeded = Readonly<Record<string, number>>;

/** The `whenever` that has heeded something since. */
const calledBy = (
  heeded: Heeded,
  { frozen, state: before }: Entry,
): Frozen['whenever'][number] | undefined =>
  frozen.whenever.find(({ when }) =>
    leaves(when).some((leaf) => heeded[leaf] !== before.heeded[leaf]),
  );

type Known = Readonly<{ entry: Entry; now: number }>;

const turns = (way: readonly StepId[], known: Known): readonly Reason[] =>
  way.slice(0, -1).flatMap((id, i) => {
    const step = known.entry.frozen.steps[id];
    const next = way[i + 1];
    return step === undefined || next === undefined ? [] : turnAt({ id, step, next }, known);
  });

type Turn = Readonly<{ id: StepId; step: FrozenStep; next: StepId }>;

function turnAt({ id, step, next }: Turn, known: Known): readonly Reason[] {
  if (step.kind === 'waitFor') return [waited({ id, step, next }, known)];
  if (step.kind !== 'branch') return [];
  const taken = step.cases.filter((one) => one.next === next);
  const { when } = taken.find((one) => one.when && isTrue(one.when, known)) ?? taken[0] ?? {};
  if (when === undefined) return [{ step: id, way: 'otherwise' }];
  return [{ step: id, way: 'when', rule: proof(when, known) }];
}

/** Where the way tells, it does; a condition may have turned since. */
function waited({ id, step, next }: Turn & { step: WaitForStep }, known: Known): Reason {
  const isMet = step.met === step.late ? isTrue(step.for, known) : next === step.met;
  if (isMet) return { step: id, way: 'met', rule: proof(step.for, known) };
  return { step: id, way: 'late', rule: step.for, time: step.atMost };
}

const isTrue = (rule: Rule, { entry, now }: Known): boolean => holds(rule, entry.facts, now);

const proof = (rule: Rule, known: Known): Rule =>
  isTrue(rule, known) ? proofOf(rule, known.entry.facts, known.now) : rule;
