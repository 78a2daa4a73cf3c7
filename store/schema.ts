import type { ColumnType, Generated } from 'kysely';
import type { CircuitScope } from '../core/circuit.ts';
import type { Facts, Instant } from '../core/fact.ts';
import type { Quota } from '../core/quota.ts';
import type { HandoffState, State, Task } from '../core/state.ts';
import type { Packet } from './packet.ts';
import type { HoldScope } from './hold-scope.ts';
import type { ReaderTables } from './reader-tables.ts';
import type { StoryKind } from './story-kind.ts';

/** The tables as TypeScript sees them; what each row promises stands in migrations/. */
export interface Database extends ReaderTables {
  accounts: { id: string; domain: string; created_at: Generated<Date> };
  prospects: {
    id: string;
    email: string | null;
    email_key: string | null;
    address_hash: string | null;
    account: string | null;
    zone: string | null;
    merged_into: string | null;
    seq: Generated<number>;
    epoch: Generated<number>;
    rest_until: Instant | null;
    spent_at: Instant | null;
    created_at: Instant;
    erased_at: Generated<Instant | null>;
  };
  traits: { prospect: string; trait: string; value: Json<unknown>; at: Instant };
  consents: {
    prospect: string;
    topic: string;
    basis: string;
    source: string;
    at: Instant;
    expires_at: Instant | null;
    withdrawn_at: Instant | null;
    pending_until: Generated<Instant | null>;
    asks: Generated<number>;
    asked_at: Generated<Instant | null>;
  };
  consent_evidence: {
    id: Generated<number>;
    prospect: string;
    topic: string;
    change: ConsentStep;
    basis: string | null;
    source: string;
    words: string | null;
    said_at: Instant;
    at: Instant;
  };
  suppressions: { address_hash: string; reason: string; source: string; at: Instant };
  events: {
    id: Generated<number>;
    source: string;
    message_id: string;
    prospect: string;
    kind: 'track' | 'identify';
    name: string;
    props: Json<Record<string, unknown>>;
    at: Instant;
    received_at: Instant;
    seq: number | null;
  };
  mailbox: {
    id: Generated<number>;
    prospect: string;
    event: number | null;
    account_event: Generated<number | null>;
  };
  account_traits: { account: string; trait: string; value: Json<unknown>; at: Instant };
  account_events: {
    id: Generated<number>;
    source: string;
    message_id: string;
    account: string;
    traits: Json<Record<string, unknown>>;
    at: Instant;
    received_at: Instant;
    kept: Generated<boolean>;
    told_to: string | null;
    told: Generated<boolean>;
  };
  journey_versions: { hash: string; journey: string; frozen: string; created_at: Generated<Date> };
  journeys: { journey: string; wanted: string; current: string | null };
  workers: { id: string; versions: string[]; seen_at: Generated<Date> };
  entries: {
    id: string;
    prospect: string;
    journey: string;
    entry_key: string;
    version: string;
    pace: number;
    priority: number;
    status: 'wanting' | 'speaking' | 'parked' | 'closed';
    by: 'event' | 'list' | 'sales';
    at_step: string;
    entered_at: Instant;
    evidence_from: Instant;
    facts: Json<Facts>;
    facts_seq: Generated<number>;
    ended_as: string | null;
    ended_at: Instant | null;
    created_at: Instant;
    wants_at: Generated<Instant | null>;
  };
  positions: {
    entry: string;
    n: number;
    step: string;
    stage: string;
    state: Json<Omit<State, 'lines'>>;
    faulted: string | null;
    held_by: string | null;
    written_at: Generated<Date>;
  };
  story: {
    id: Generated<number>;
    prospect: string;
    entry: string | null;
    at: Instant;
    kind: StoryKind;
    stage: string | null;
    step: string | null;
    what: Json<Record<string, unknown>>;
  };
  ledger: {
    prospect: string;
    entry: string;
    step: string;
    visit: number;
    n: Generated<number>;
    channel: Generated<string>;
    state: LedgerState;
    mail: string;
    mindset: string;
    topic: string;
    fill_hash: string;
    attempt: Generated<number>;
    token: string | null;
    message_id: string | null;
    date: Instant | null;
    boundary: string | null;
    template_hash: string | null;
    subject: string | null;
    at: Instant;
    sent_at: Instant | null;
    reason: string | null;
    reply: string | null;
    sender: Generated<string | null>;
    unsure_at: Generated<Instant | null>;
    links: Json<Readonly<Record<string, string>> | null>;
  };
  handoffs: {
    id: string;
    prospect: string;
    account: string | null;
    entry: string;
    step: string;
    visit: number;
    team: string;
    state: HandoffState;
    rev: Generated<number>;
    until: Instant | null;
    reason: string | null;
    rep: string | null;
    value: number | null;
    note: string | null;
    packet: Json<Packet>;
    offered_at: Instant;
    answered_at: Instant | null;
    closed_at: Instant | null;
    notified_at: Instant | null;
  };
  tasks: {
    id: string;
    prospect: string;
    account: string | null;
    entry: string;
    step: string;
    visit: number;
    team: string | null;
    rep: string | null;
    ask: string;
    state: Task['state'];
    rev: Generated<number>;
    until: Instant;
    made_at: Instant;
    done_at: Instant | null;
    done_by: string | null;
    note: string | null;
    notified_at: Instant | null;
  };
  exposures: {
    unit: string;
    journey: string;
    step: string;
    arm: string;
    entry: string;
    at: Instant;
  };
  holds: {
    id: string;
    scope: HoldScope;
    of: Generated<string>;
    reason: string;
    by: string;
    placed_at: Instant;
    released_at: Instant | null;
    released_by: string | null;
  };
  takes: {
    id: string;
    prospect: string;
    rep: string;
    reason: string | null;
    taken_at: Instant;
    given_back_at: Instant | null;
    given_back_by: string | null;
    given_back_reason: string | null;
    note: string | null;
    resumes_at: Generated<Instant | null>;
  };
  outbox: {
    id: Generated<number>;
    prospect: string;
    entry: string;
    kind: 'start' | 'tell';
    body: Json<unknown>;
    queued_at: Generated<Date>;
    not_before: Generated<Date>;
    tries: Generated<number>;
  };
  returned: {
    source: 'smtp' | 'mailgun' | 'reply';
    ref: string;
    token: string | null;
    kind: string;
    why: string;
    status: string | null;
    prospect: string | null;
    message_id: string | null;
    raw: Buffer | null;
    at: Instant;
  };
  quotas: {
    scope: Quota['scope'];
    of: Generated<string>;
    per: Quota['per'];
    most: number;
    span: number;
    taken: number;
    granted: number;
    free_at: Generated<number>;
    line_at: Generated<number>;
  };
  circuits: {
    id: string;
    scope: CircuitScope;
    of: Generated<string>;
    code: string;
    opened_at: Instant;
    probes: Generated<number>;
    probe_at: Instant;
    closed_at: Instant | null;
  };
  mail_domains: { domain: string; hosted_by: string | null; at: Instant };
  warm_ups: { domain: string; step: number; day: number; why: string | null };
  imported: { prospect: string; map: string; hash: string };
  api_keys: { hash: string; name: string; created_at: Generated<Date> };
  world: { key: string; value: string };
}

export type ConsentStep = 'given' | 'withdrawn' | 'requested' | 'confirmed';

export type LedgerState =
  | 'CLAIMED'
  | 'REVOKED'
  | 'DOT'
  | 'ACCEPTED'
  | 'REJECTED'
  | 'DEFERRED'
  | 'UNKNOWN'
  | 'SKIPPED';

/** jsonb: parsed when read, given as JSON text. */
type Json<T> = ColumnType<T, string | null | undefined, string | null>;
