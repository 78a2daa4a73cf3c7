import { randomUUID } from 'node:crypto';
import type { Instant } from '../core/fact.ts';
import { IDENTIFY, store } from './collect.ts';
import { type ConsentGiven, keepConsents } from './consents.ts';
import type { Ctx, Tx } from './ctx.ts';
import { accountDomain, emailKey } from './email-key.ts';
import { suppress } from './suppressions.ts';
import { toConfirm } from './to-confirm.ts';
import { lockProspect, transact } from './transaction.ts';

export type PutProspect = Readonly<{
  email: string;
  traits?: Readonly<Record<string, unknown>>;
  consents?: readonly ConsentGiven[];
  suppress?: Readonly<{ reason: string }>;
  zone?: string;
  /** Who says so: 'api', 'import/<map>', … */
  source: string;
  /** The same one twice is one event. */
  messageId?: string;
  /** When the traits were so; now, if it is not said. */
  at?: Instant;
}>;

/** What was given as an address is none. */
export class NoAddress extends Error {
  override name = 'NoAddress';
  constructor() {
    super('this is no e-mail address'); // without it: errors are logged
  }
}

/**
 * Somebody with this address: found, or made. Consent and suppression are written at once; traits go as an event to the fold, their one
 * door. Throws NoAddress.
 */
export function putProspect(ctx: Ctx, put: PutProspect): Promise<{ id: string; created: boolean }> {
  const key = emailKey(put.email);
  if (key === undefined) throw new NoAddress();
  return transact(ctx, async (tx) => {
    const created = await makePeople(
      ctx,
      tx,
      new Map([[key, { email: put.email.trim(), zone: put.zone }]]),
    );
    const { id } = await tx
      .selectFrom('prospects')
      .select('id')
      .where('email_key', '=', key)
      .executeTakeFirstOrThrow();
    await lockProspect(tx, id);
    await write(ctx, tx, { ...put, id, addressHash: ctx.hashAddress(key) });
    return { id, created: created.has(key) };
  });
}

async function write(
  ctx: Ctx,
  tx: Tx,
  put: PutProspect & { id: string; addressHash: string },
): Promise<void> {
  const { id, source, zone, traits = {}, consents = [] } = put;
  const now = ctx.now();
  if (zone !== undefined) await setZones(tx, [{ id, zone }]);
  await keepConsents(
    tx,
    consents.map((consent) => ({ prospect: id, consent: toConfirm(ctx, consent) })),
    now,
  );
  if (put.suppress)
    await suppress(
      tx,
      [{ prospect: id, addressHash: put.addressHash, source, ...put.suppress }],
      now,
    );
  if (Object.keys(traits).length === 0) return;
  const messageId = put.messageId ?? randomUUID();
  await store(
    tx,
    [{ source, messageId, prospect: id, name: IDENTIFY, props: traits, at: put.at ?? now }],
    now,
  );
}

export type Newcomer = Readonly<{ email: string; zone?: string | undefined }>;

/** Makes whoever is not there yet, with their accounts; answers the keys of those it made. */
export async function makePeople(
  ctx: Ctx,
  tx: Tx,
  people: ReadonlyMap<string, Newcomer>,
): Promise<ReadonlySet<string>> {
  const keys = [...people.keys()].toSorted(); // sorted: two who insert the same ones must not wait for each other
  const known = await tx
    .selectFrom('prospects')
    .select('email_key')
    .where('email_key', 'in', keys)
    .execute();
  const old = new Set(known.map(({ email_key }) => email_key));
  const missing = keys.filter((key) => !old.has(key));
  if (missing.length === 0) return new Set();
  const accounts = await makeAccounts(
    tx,
    missing.flatMap((key) => accountDomain(key) ?? []),
  );
  const rows = missing.map((key) => ({
    id: randomUUID(),
    email: people.get(key)?.email ?? key,
    email_key: key,
    address_hash: ctx.hashAddress(key),
    account: accounts.get(accountDomain(key) ?? '') ?? null,
    zone: people.get(key)?.zone ?? null,
    created_at: ctx.now(),
  }));
  const made = await tx
    .insertInto('prospects')
    .values(rows)
    .onConflict((conflict) => conflict.column('email_key').doNothing())
    .returning('email_key')
    .execute();
  return new Set(made.flatMap(({ email_key }) => email_key ?? []));
}

/** The accounts of these domains, made where they are not there yet; domain → id. */
export async function makeAccounts(
  tx: Tx,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const domains = [...new Set(names)].toSorted();
  if (domains.length === 0) return new Map();
  await tx
    .insertInto('accounts')
    .values(domains.map((domain) => ({ id: randomUUID(), domain })))
    .onConflict((conflict) => conflict.column('domain').doNothing())
    .execute();
  const rows = await tx
    .selectFrom('accounts')
    .select(['id', 'domain'])
    .where('domain', 'in', domains)
    .execute();
  return new Map(rows.map(({ id, domain }) => [domain, id]));
}

/** Needs their locks. */
export async function setZones(
  tx: Tx,
  zones: readonly Readonly<{ id: string; zone: string }>[],
): Promise<void> {
  for (const { id, zone } of zones)
    await tx
      .updateTable('prospects')
      .set({ zone })
      .where('id', '=', id)
      .where('zone', 'is distinct from', zone)
      .execute();
}
