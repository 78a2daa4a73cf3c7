import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { lengthOf } from '../core/length.ts';
import { recipientGroup } from '../core/recipient-group.ts';
import type { Ctx, Tx } from './ctx.ts';
import { passGate } from './gate.ts';
import { tellStory } from './story.ts';
import { traitsOf } from './traits-of.ts';
import { lockProspect, transact } from './transaction.ts';

/** So often is somebody asked to confirm, and no oftener than once in that time. */
export const MOST_ASKS = 2;
const APART = '1 day';
const PAGE = 200;

/** Somebody to be asked now whether they meant it. */
export type ToAsk = Readonly<{
  prospect: string;
  topic: string;
  email: string;
  /** Of the mailbox: whose patience it is under. */
  group: string;
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
  const { rows } = await sql<Row>`
    select c.prospect, c.topic, p.email, c.asks, c.pending_until as "pendingUntil", a.domain, m.hosted_by as host
    from consents c join prospects p on p.id = c.prospect left join accounts a on a.id = p.account
      left join mail_domains m on m.domain = split_part(p.email_key, '@', 2)
    where c.pending_until > ${now} and c.withdrawn_at is null and c.topic = any(${topics})
      and c.asks < ${MOST_ASKS} and (c.asked_at is null or c.asked_at <= ${lately(ctx)})
      and p.email is not null and (c.prospect, c.topic) > (${last.prospect}::uuid, ${last.topic})
      and not exists (select 1 from suppressions s where s.address_hash = p.address_hash)
    order by c.prospect, c.topic limit ${PAGE}`.execute(ctx.db);
  const traits = await traitsOf(
    ctx.db,
    rows.map(({ prospect }) => prospect),
  );
  return rows.map(({ domain, host, ...row }) => ({
    ...row,
    group: host ?? recipientGroup(row.email),
    person: plain(traits.get(row.prospect) ?? {}),
    ...(domain !== null && { account: { domain } }),
  }));
}
type Row = Omit<ToAsk, 'person' | 'account' | 'group'> &
  Readonly<{ domain: string | null; host: string | null }>;
const NOBODY = '00000000-0000-0000-0000-000000000000';
const lately = (ctx: Ctx): Instant => ctx.now() - lengthOf(APART, ctx.pace);
const plain = (traits: Readonly<Record<string, Readonly<{ value: unknown }>>>) =>
  Object.fromEntries(Object.entries(traits).map(([name, { value }]) => [name, value]));

/** `sender`: an id of the house's senders. */
export type AskingSent = Readonly<{ mail: string; sender: string; messageId: string }>;

/**
 * The fence before the last bytes of such a mail: true lets them go, and counts them in the same commit. Of two who ask at once one is let
 * through; whoever withdraws, is suppressed, erased or held first stops it. Whoever dies after it has asked once, whether it arrived or not.
 */
export const letAskGo = (
  ctx: Ctx,
  asking: ToAsk,
  { mail, sender, messageId }: AskingSent,
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
      .where(isDue(ctx, asking))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    const what = { mail, topic, sender, message: messageId };
    await tellStory(tx, { prospect, at: now, kind: 'asked-to-confirm', what });
    return true;
  });

/** It is as it was when it was found to be due, and still is. */
export const isDue = (ctx: Ctx, asking: ToAsk): RawBuilder<boolean> =>
  sql`${same(asking)} and pending_until > ${ctx.now()} and (asked_at is null or asked_at <= ${lately(ctx)})`;

const same = ({ prospect, topic, asks, pendingUntil }: ToAsk): RawBuilder<boolean> =>
  sql`prospect = ${prospect} and topic = ${topic} and asks = ${asks} and pending_until = ${pendingUntil} and withdrawn_at is null`;

type Whom = Readonly<{
  id: string;
  address_hash: string | null;
  account: string | null;
  sender: string;
}>;

/** By a suppression or a hold. */
export async function isStopped(
  tx: Tx,
  { id, address_hash, account, sender }: Whom,
): Promise<boolean> {
  const { rows } = await sql`select 1 from suppressions where address_hash = ${address_hash}
    union all select 1 from holds where released_at is null and (scope, "of") in (('all', ''), ('sender', ${sender}), ('prospect', ${id}),
      ('account', (select domain from accounts where id = ${account})))`.execute(tx);
  return rows.length > 0;
}
