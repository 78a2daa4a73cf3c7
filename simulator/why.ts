import { holds, leaves, type Rule } from '../core/fact.ts';
import type { Frozen, FrozenStep, StepId } from '../core/frozen.ts';
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

function turnAt({ id, step, next }: Turn, { entry, now }: Known): readonly Reason[] {
  const proof = (rule: Rule): Rule => proofOf(rule, entry.facts, now);
  if (step.kind === 'waitFor') {
    const isMet = next === step.met && holds(step.for, entry.facts, now);
    if (isMet) return [{ step: id, way: 'met', rule: proof(step.for) }];
    return [{ step: id, way: 'late', rule: step.for, time: step.atMost }];
  }
  if (step.kind !== 'branch') return [];
  const taken = step.cases.find(({ when }) => when === undefined || holds(when, entry.facts, now));
  if (taken?.when === undefined || taken.next !== next) return [{ step: id, way: 'otherwise' }];
  return [{ step: id, way: 'when', rule: proof(taken.when) }];
}
