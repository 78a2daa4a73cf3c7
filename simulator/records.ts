import type { Facts, Instant } from '../core/fact.ts';
import type { End, Frozen, Mindset, StepId } from '../core/frozen.ts';
import type { Deed, Traits } from '../core/knowledge.ts';
import type { Handoff, State, Task } from '../core/state.ts';
import type { Reason } from './happening.ts';

/** An entry as the store has it. */
export type Entry = {
  readonly id: string;
  readonly journey: string;
  readonly version: string;
  readonly frozen: Frozen;
  readonly key: string;
  readonly by: 'event' | 'list' | 'sales';
  readonly atStep: StepId;
  readonly enteredAt: Instant;
  readonly created_at: Instant;
  status: 'wanting' | 'speaking' | 'parked' | 'closed';
  priority: number;
  wants_at: Instant | null;
  /** Deeds count from here: since they came in, or since a handoff spent what came before. */
  evidenceFrom: Instant;
  facts: Facts;
  seq: number;
  /** The stage in which they were last seen. */
  stage: string;
  /** Why the mail that is held back was to be sent. */
  held?: Readonly<{ visit: number; n: number; why: readonly Reason[] }>;
  /** Where it was last written down. */
  state: Omit<State, 'lines'>;
  endedAs?: End;
};

/** A touch that left, or was settled otherwise. */
export type Row = Readonly<{
  entry: string;
  step: StepId;
  visit: number;
  n: number;
  mail: string;
  fill: string;
  topic: string;
  mindset: Mindset;
  at: Instant;
  sent: boolean;
}>;

export type HandoffRow = Handoff & Readonly<{ entry: string; team: string }>;
export type TaskRow = Task & Readonly<{ entry: string; for: string; ask: string; step: StepId }>;

/** All that is known of one person: what PostgreSQL holds in the real world. */
export type Records = {
  deeds: Deed[];
  traits: Record<string, Traits[string]>;
  entries: Entry[];
  ledger: Row[];
  handoffs: Map<string, HandoffRow>;
  tasks: Map<string, TaskRow>;
  /** journey and step → arm */
  exposures: Map<string, string>;
  /** How many of their news were folded. */
  seq: number;
  epoch: number;
  restUntil: Instant | undefined;
  spentAt: Instant | undefined;
  unsubscribed: boolean;
};

export const emptyRecords = (): Records => ({
  deeds: [],
  traits: {},
  entries: [],
  ledger: [],
  handoffs: new Map(),
  tasks: new Map(),
  exposures: new Map(),
  seq: 0,
  epoch: 0,
  restUntil: undefined,
  spentAt: undefined,
  unsubscribed: false,
});

export const speakerOf = ({ entries }: Records): Entry | undefined =>
  entries.find(({ status }) => status === 'speaking');

const OPEN: ReadonlySet<string> = new Set(['offered', 'not-yet', 'accepted']);
export const openHandoff = ({ handoffs }: Records): HandoffRow | undefined =>
  handoffs.values().find(({ state }) => OPEN.has(state));
