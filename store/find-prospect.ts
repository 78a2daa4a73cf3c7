import type { Facts, Instant } from '../core/fact.ts';
import type { State } from '../core/state.ts';
import type { Ctx } from './ctx.ts';
import { emailKey } from './email-key.ts';
import { takeOf } from './takes.ts';
import { traitsOf } from './traits-of.ts';
import type { Prospect } from './transaction.ts';

/** One person, as pages and the API show them. */
export type ProspectView = Readonly<{
  id: string;
  email: string | null;
  zone: string | null;
  account: string | null;
  created: Instant;
  restUntil: Instant | null;
  erasedAt: Instant | null;
  /** Sales has them now. */
  taken?: Readonly<{ rep: string; reason: string | null; at: Instant }>;
  /** The latest of each, as the fold has them: their own, and their company's. */
  traits: Readonly<Record<string, unknown>>;
  consents: readonly ConsentView[];
  suppressed?: Readonly<{ reason: string; source: string; at: Instant }>;
  /** Newest first. */
  entries: readonly EntryView[];
}>;

export type ConsentView = Readonly<{
  topic: string;
  basis: string;
  source: string;
  at: Instant;
  expiresAt: Instant | null;
  withdrawnAt: Instant | null;
  /** It counts once it is confirmed, which must be before then. */
  pendingUntil: Instant | null;
}>;

export type EntryView = Readonly<{
  id: string;
  journey: string;
  version: string;
  status: 'wanting' | 'speaking' | 'parked' | 'closed';
  by: 'event' | 'list' | 'sales';
  priority: number;
  pace: number;
  enteredAt: Instant;
  facts: Facts;
  endedAs: string | null;
  endedAt: Instant | null;
  step: string;
  stage: string;
  faulted: string | null;
  state: Omit<State, 'lines'>;
  writtenAt: Date;
}>;

/** Undefined where nobody has this id or address. */
export async function findProspect(
  ctx: Ctx,
  whom: Readonly<{ id: string }> | Readonly<{ email: string }>,
): Promise<ProspectView | undefined> {
  const found = await find(ctx, whom);
  if (found === undefined) return undefined;
  const [account, traits, consents, suppressed, entries, take] = await Promise.all([
    accountOf(ctx, found),
    traitsIn(ctx, found.id),
    consentsOf(ctx, found.id),
    suppressionOf(ctx, found),
    entriesOf(ctx, found.id),
    takeOf(ctx.db, found.id),
  ]);
  return {
    id: found.id,
    email: found.email,
    zone: found.zone,
    account,
    created: found.created_at,
    restUntil: found.rest_until,
    erasedAt: found.erased_at,
    ...(take && { taken: { rep: take.rep, reason: take.reason, at: take.taken_at } }),
    traits,
    consents,
    ...(suppressed && { suppressed }),
    entries,
  };
}

async function find(
  ctx: Ctx,
  whom: Readonly<{ id: string }> | Readonly<{ email: string }>,
): Promise<Prospect | undefined> {
  const all = ctx.db.selectFrom('prospects').selectAll();
  if ('id' in whom) return all.where('id', '=', whom.id).executeTakeFirst();
  const key = emailKey(whom.email);
  return key === undefined ? undefined : all.where('email_key', '=', key).executeTakeFirst();
}

async function accountOf(ctx: Ctx, { account }: Prospect): Promise<string | null> {
  if (account === null) return null;
  const row = await ctx.db
    .selectFrom('accounts')
    .select('domain')
    .where('id', '=', account)
    .executeTakeFirst();
  return row?.domain ?? null;
}

/** By name. */
async function traitsIn(ctx: Ctx, prospect: string): Promise<Record<string, unknown>> {
  const known = (await traitsOf(ctx.db, [prospect])).get(prospect) ?? {};
  const byName = Object.entries(known).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(byName.map(([trait, { value }]) => [trait, value]));
}

const consentsOf = (ctx: Ctx, prospect: string): Promise<ConsentView[]> =>
  ctx.db
    .selectFrom('consents')
    .select([
      'topic',
      'basis',
      'source',
      'at',
      'expires_at as expiresAt',
      'withdrawn_at as withdrawnAt',
      'pending_until as pendingUntil',
    ])
    .where('prospect', '=', prospect)
    .orderBy('topic')
    .execute();

const suppressionOf = (ctx: Ctx, { address_hash }: Prospect) =>
  ctx.db
    .selectFrom('suppressions')
    .select(['reason', 'source', 'at'])
    .where('address_hash', '=', address_hash ?? '')
    .executeTakeFirst();

const entriesOf = (ctx: Ctx, prospect: string): Promise<EntryView[]> =>
  ctx.db
    .selectFrom('entries')
    .innerJoin('positions', 'positions.entry', 'entries.id')
    .select([
      'id',
      'journey',
      'version',
      'status',
      'by',
      'priority',
      'pace',
      'facts',
      'step',
      'stage',
      'faulted',
      'state',
    ])
    .select([
      'entered_at as enteredAt',
      'ended_as as endedAs',
      'ended_at as endedAt',
      'written_at as writtenAt',
    ])
    .where('prospect', '=', prospect)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
