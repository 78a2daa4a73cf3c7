import { sql } from 'kysely';
import type { Ctx, Tx } from './ctx.ts';
import { transact } from './transaction.ts';

/** So many members of a company are told in one transaction. */
const PAGE = 500;

/**
 * Takes in what was said of one company, or tells the next page of its members that there is news. Answers whether there was anything to
 * do; say it again until there is not.
 *
 * First what was said is kept, and committed; only then are members told. So whoever becomes a member meanwhile either reads the new
 * traits or is among those who are told. Crash at any line: each step is one transaction, and the row says how far it came.
 */
export const foldGroups = async (ctx: Ctx): Promise<boolean> =>
  (await transact(ctx, keepSome)) || (await transact(ctx, tellSome));

/**
 * All that is new of one company, in order: the newest value of each trait stays. Nobody's lock is taken after the account's, and it is one
 * that rows which point to the account do not wait for.
 */
async function keepSome(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from accounts a where exists (select 1 from account_events e where e.account = a.id and not e.kept)
    limit 1 for no key update skip locked`.execute(tx);
  const account = rows[0]?.id;
  if (account === undefined) return false;
  const news = await tx
    .updateTable('account_events')
    .set({ kept: true })
    .where('account', '=', account)
    .where('kept', '=', false)
    .returning(['id', 'traits', 'at'])
    .execute();
  const told = news
    .toSorted((a, b) => a.at - b.at || a.id - b.id)
    .flatMap(({ traits, at }) =>
      Object.entries(traits).map(([trait, value]) => ({
        account,
        trait,
        value: JSON.stringify(value),
        at,
      })),
    );
  const latest = new Map(told.map((row) => [row.trait, row]));
  if (latest.size === 0) return true;
  await tx
    .insertInto('account_traits')
    .values([...latest.values()])
    .onConflict((conflict) =>
      conflict
        .columns(['account', 'trait'])
        .doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), at: eb.ref('excluded.at') }))
        .whereRef('excluded.at', '>=', 'account_traits.at'),
    )
    .execute();
  return true;
}

/** The next page of members gets a row in the mailbox each, in the order of their ids: as all who touch many people do. */
async function tellSome(tx: Tx): Promise<boolean> {
  const news = await tx
    .selectFrom('account_events')
    .select(['id', 'account', 'told_to'])
    .where('kept', '=', true)
    .where('told', '=', false)
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (news === undefined) return false;
  const members = await tx
    .selectFrom('prospects')
    .select('id')
    .where('account', '=', news.account)
    .$if(news.told_to !== null, (query) => query.where('id', '>', news.told_to ?? ''))
    .orderBy('id')
    .limit(PAGE)
    .execute();
  if (members.length > 0)
    await tx
      .insertInto('mailbox')
      .values(members.map(({ id }) => ({ prospect: id, event: null, account_event: news.id })))
      .execute();
  await tx
    .updateTable('account_events')
    .set({ told_to: members.at(-1)?.id ?? news.told_to, told: members.length < PAGE })
    .where('id', '=', news.id)
    .execute();
  return true;
}
