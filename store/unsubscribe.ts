import { withdrawConsents } from './consents.ts';
import type { Ctx, Tx } from './ctx.ts';
import { OPEN } from './handoff-of.ts';
import { closeAll, openEntries } from './leave.ts';
import type { Entry } from './refold.ts';
import { revokeOf } from './revoke.ts';
import { tellStory } from './story.ts';
import { suppress } from './suppressions.ts';
import { lockProspect, type Prospect, transact } from './transaction.ts';

/**
 * Not one more mail from this commit on: the address is suppressed, consent withdrawn, claims void, and what was open is closed. Only
 * where sales is at work the entry goes on, without mails. Said twice it changes nothing; somebody unknown is nobody to write to.
 */
export const unsubscribe = (
  ctx: Ctx,
  { prospect, source }: Readonly<{ prospect: string; source: string }>,
): Promise<void> =>
  transact(ctx, async (tx) => {
    const person = await lockProspect(tx, prospect);
    if (person !== undefined) await unsubscribeIn(ctx, tx, { person, source });
  });

/** As `unsubscribe`, inside a transaction. Needs their lock. */
export async function unsubscribeIn(
  ctx: Ctx,
  tx: Tx,
  { person, source }: Readonly<{ person: Prospect; source: string }>,
): Promise<void> {
  const { id: prospect, address_hash: addressHash } = person;
  const now = ctx.now();
  const news = await suppress(tx, [{ prospect, addressHash, reason: 'unsubscribed', source }], now);
  await withdrawConsents(tx, { prospect, source }, now);
  await revokeOf(tx, [prospect], now);
  if (news.size > 0)
    await tellStory(tx, { prospect, at: now, kind: 'unsubscribed', what: { source } });
  const entries = await withoutSales(tx, await openEntries(tx, prospect));
  await closeAll(ctx, tx, { entries, as: 'unsubscribed', how: 'unsubscribed' });
}

async function withoutSales(tx: Tx, entries: readonly Entry[]): Promise<readonly Entry[]> {
  if (entries.length === 0) return entries;
  const rows = await tx
    .selectFrom('handoffs')
    .select('entry')
    .where(
      'entry',
      'in',
      entries.map(({ id }) => id),
    )
    .where('state', 'in', OPEN)
    .execute();
  const withSales = new Set(rows.map(({ entry }) => entry));
  return entries.filter(({ id }) => !withSales.has(id));
}
