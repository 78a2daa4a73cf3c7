import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { lengthOf } from '../core/length.ts';
import type { Ctx, Tx } from './ctx.ts';
import { passGate } from './gate.ts';
import { tellStory } from './story.ts';
import { traitsOf } from './traits-of.ts';
import { lockProspect, transact } from './transaction.ts';

/** So often is somebody asked to confirm, and no oftener than once in that time. */
const MOST_ASKS = 2;
const APART = '1 day';
const PAGE = 200;

/** Somebody to be asked now whether they meant it. */
export type ToAsk = Readonly<{
  prospect: string;
  topic: string;
  email: string;
  asks: number;
  pendingUntil: Instant;
  person: Readonly<Record<string, unknown>>;
  account?: Readonly<{ domain: string }>;
}>;
type Key = Pick<ToAsk, 'prospect' | 'topic'>;

/** Who is due on these topics, a page after `last`: pending, not asked lately, and to be written to at all. Whether they are, letAskGo judges. */
export async function dueToAsk(
  ctx: Ctx,
  topics: readonly string[],
  last: Key = { prospect: NOBODY, topic: '' },
): Promise<readonly ToAsk[]> {
  const now = ctx.now();
  const { rows } = await sql<Omit<ToAsk, 'person' | 'account'> & { domain: string | null }>`
    select c.prospect, c.topic, p.email, c.asks, c.pending_until as "pendingUntil", a.domain
    from consents c join prospects p on p.id = c.prospect left join accounts a on a.id = p.account
    where c.pending_until > ${now} and c.withdrawn_at is null and c.topic = any(${topics})
      and c.asks < ${MOST_ASKS} and (c.asked_at is null or c.asked_at <= ${lately(ctx)})
      and p.email is not null and (c.prospect, c.topic) > (${last.prospect}::uuid, ${last.topic})
      and not exists (select 1 from suppressions s where s.address_hash = p.address_hash)
    order by c.prospect, c.topic limit ${PAGE}`.execute(ctx.db);
  const traits = await traitsOf(
    ctx.db,
    rows.map(({ prospect }) => prospect),
  );
  return rows.map(({ domain, ...row }) => ({
    ...row,
    person: plain(traits.get(row.prospect) ?? {}),
    ...(domain !== null && { account: { domain } }),
  }));
}
const NOBODY = '00000000-0000-0000-0000-000000000000';
const lately = (ctx: Ctx): Instant => ctx.now() - lengthOf(APART, ctx.pace);
const plain = (traits: Readonly<Record<string, Readonly<{ value: unknown }>>>) =>
  Object.fromEntries(Object.entries(traits).map(([name, { value }]) => [name, value]));

/**
 * The fence before the last bytes of such a mail: true lets them go, and counts them in the same commit. Of two who ask at once one is let
 * through; whoever withdraws, is suppressed, erased or held first stops it. Whoever dies after it has asked once, whether it arrived or not.
 */
export const letAskGo = (
  ctx: Ctx,
  asking: ToAsk,
  { mail, sender }: Readonly<{ mail: string; sender: string }>,
): Promise<boolean> =>
  transact(ctx, async (tx) => {
    const { prospect, topic, asks } = asking;
    const person = await lockProspect(tx, prospect);
    await passGate(tx);
    if (person === undefined || (await isStopped(tx, { ...person, sender }))) return false;
    const now = ctx.now();
    const { numUpdatedRows } = await tx
      .updateTable('consents')
      .set({ asks: asks + 1, asked_at: now })
      .where(same(asking))
      .where('pending_until', '>', now)
      .where((eb) => eb.or([eb('asked_at', 'is', null), eb('asked_at', '<=', lately(ctx))]))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await tellStory(tx, { prospect, at: now, kind: 'asked-to-confirm', what: { mail, topic } });
    return true;
  });

const same = ({ prospect, topic, asks, pendingUntil }: ToAsk) =>
  sql<boolean>`prospect = ${prospect} and topic = ${topic} and asks = ${asks} and pending_until = ${pendingUntil} and withdrawn_at is null`;

type Whom = Readonly<{
  id: string;
  address_hash: string | null;
  account: string | null;
  sender: string;
}>;

async function isStopped(tx: Tx, { id, address_hash, account, sender }: Whom): Promise<boolean> {
  const { rows } = await sql`select 1 from suppressions where address_hash = ${address_hash}
    union all select 1 from holds where released_at is null and (scope, "of") in (('all', ''), ('sender', ${sender}), ('prospect', ${id}),
      ('account', (select domain from accounts where id = ${account})))`.execute(tx);
  return rows.length > 0;
}

/** What became of a mail that was not let go: `never` where the address is refused, else it is tried another day. */
export async function putOffAsking(
  ctx: Ctx,
  asking: ToAsk,
  when: 'another-day' | 'never',
): Promise<void> {
  const asked_at = ctx.now();
  await ctx.db
    .updateTable('consents')
    .set({ asked_at, ...(when === 'never' && { asks: MOST_ASKS }) })
    .where(same(asking))
    .execute();
}
