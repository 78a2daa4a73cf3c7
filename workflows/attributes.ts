import {
  defineSearchAttributeKey,
  SearchAttributeType,
  type SearchAttributePair,
  type SearchAttributeUpdatePair,
  type TypedSearchAttributes,
} from '@temporalio/common';
import type { Instant } from '../core/fact.ts';
import { type Frozen, stageOf } from '../core/frozen.ts';
import { ownerOf, waitingFor } from '../core/say.ts';
import { keyOf, type State } from '../core/state.ts';
import { clip } from './clip.ts';

const { KEYWORD, DATETIME, BOOL } = SearchAttributeType;
/** Every search attribute of ours with its type: what a namespace must have before a prospect can start. */
export const keys = {
  Journey: defineSearchAttributeKey('Journey', KEYWORD),
  JourneyVersion: defineSearchAttributeKey('JourneyVersion', KEYWORD),
  Stage: defineSearchAttributeKey('Stage', KEYWORD),
  Step: defineSearchAttributeKey('Step', KEYWORD),
  WaitingFor: defineSearchAttributeKey('WaitingFor', KEYWORD),
  Owner: defineSearchAttributeKey('Owner', KEYWORD),
  NextActionAt: defineSearchAttributeKey('NextActionAt', DATETIME),
  SlaDueAt: defineSearchAttributeKey('SlaDueAt', DATETIME),
  Faulted: defineSearchAttributeKey('Faulted', BOOL),
} as const;

/** The first letters of a version's hash: enough to find it by, and cheap in every run's history. */
const VERSION_LETTERS = 12;
/** Lists show no more of it; the whole is in the current details. */
const WAITING_LETTERS = 100;

type Seen = Readonly<{ version: string; state: State; sleepUntil?: Instant }>;

/** What the Temporal UI's list shows of someone at rest; null: nothing of that name. Ids, positions and sentences, never a person. Pure. */
export function attributesOf(journey: Frozen, seen: Seen): readonly SearchAttributeUpdatePair[] {
  const { version, state, sleepUntil } = seen;
  return [
    { key: keys.Journey, value: journey.journey },
    { key: keys.JourneyVersion, value: version.slice(0, VERSION_LETTERS) },
    { key: keys.Stage, value: stageOf(state.at) },
    { key: keys.Step, value: state.at },
    { key: keys.WaitingFor, value: clip(waitingFor(journey, state), WAITING_LETTERS) },
    { key: keys.Owner, value: ownerOf(journey, state) },
    { key: keys.NextActionAt, value: dateOf(sleepUntil) },
    { key: keys.SlaDueAt, value: dateOf(deadlineOf(state)) },
    { key: keys.Faulted, value: state.faulted === undefined ? null : true },
  ];
}

/** When people must have answered, or done what they were asked for. */
function deadlineOf(state: State): Instant | undefined {
  const { handoff, task } = state;
  if (handoff?.state === 'offered') return handoff.until;
  return task?.state === 'open' && task.key === keyOf(state) ? task.until : undefined;
}

/** Those that a start or a continue-as-new command carries: it knows no removal. Pure. */
export const present = (
  wanted: readonly SearchAttributeUpdatePair[],
): readonly SearchAttributePair[] =>
  wanted.filter((pair): pair is SearchAttributePair => pair.value !== null);

/** Those that an upsert must carry so that `shown` becomes `wanted`. Pure. */
export const changed = (
  wanted: readonly SearchAttributeUpdatePair[],
  shown: TypedSearchAttributes,
): SearchAttributeUpdatePair[] =>
  wanted.filter(({ key, value }) => plain(shown.get(key)) !== plain(value));

/** Total: a broken instant is shown as none. */
function dateOf(at: Instant | undefined): Date | null {
  const date = new Date(at ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

const plain = (value: unknown): unknown =>
  value instanceof Date ? value.getTime() : (value ?? undefined);
