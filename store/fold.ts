import { type Selectable, sql } from 'kysely';
import type { Ctx, Tx } from './ctx.ts';
import { IDENTIFY } from './collect.ts';
import { type Arrival, enterOn } from './enter-on.ts';
import { refold } from './refold.ts';
import { revokeOf } from './revoke.ts';
import type { Database } from './schema.ts';
import { type Prospect, transact } from './transaction.ts';

export type Event = Selectable<Database['events']>;
type News = Readonly<{ person: Prospect; events: readonly Event[] }>;

/** How far into the mailbox a fold looks for people nobody else is folding. */
const HORIZON = 1_000;

/**
 * Takes the news of up to `limit` people out of the mailbox and understands it: traits, entries, claims that are void now, facts, tellings.
 * All of it in one transaction, so that a crash at any line leaves it as it was. Answers how many people it took.
 */
export const foldSome = (ctx: Ctx, limit = 50): Promise<number> =>
  transact(ctx, async (tx) => {
    const people = await lockSome(tx, limit);
    if (people.length === 0) return 0;
    const news = await takeNews(tx, people);
    await number(tx, news);
    await keepTraits(tx, news);
    const won = news.filter(({ events }) => events.some(({ name }) => name === 'deal.won'));
    await revokeOf(
      tx,
      won.map(({ person }) => person.id),
      ctx.now(),
    );
    const entered = await enterOn(ctx, tx, news.flatMap(arrivalsOf));
    const starting = new Set(entered.filter(({ waiting }) => !waiting).map(({ id }) => id));
    await refold(ctx, tx, { people: news.map(({ person }) => person), starting });
    return people.length;
  });

/** People first and their rows after: rows first deadlocks and takes them out of order (tried). Nobody waits for another fold. */
async function lockSome(tx: Tx, limit: number): Promise<Prospect[]> {
  const locked = await sql<{ id: string }>`
    select p.id from prospects p join (
      select prospect, min(id) as first from (select prospect, id from mailbox order by id limit ${HORIZON}) m group by prospect
    ) waiting on waiting.prospect = p.id
    order by waiting.first limit ${limit} for update of p skip locked`.execute(tx);
  const ids = locked.rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  return tx.selectFrom('prospects').selectAll().where('id', 'in', ids).execute(); // what is true now that they are locked
}

/** All they have, in the order in which it came; each event gets the next number of its person's news. */
async function takeNews(tx: Tx, people: readonly Prospect[]): Promise<readonly News[]> {
  const rows = await tx
    .deleteFrom('mailbox')
    .where(
      'prospect',
      'in',
      people.map(({ id }) => id),
    )
    .returning(['id', 'prospect', 'event'])
    .execute();
  if (rows.length === 0) return [];
  const shared = Map.groupBy(
    rows.filter(({ event }) => event === null),
    ({ prospect }) => prospect,
  );
  const ids = rows.flatMap(({ event }) => event ?? []);
  const events = await unfolded(tx, ids);
  const place = new Map(rows.map(({ id, event }) => [event, id]));
  const inOrder = events.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const own = Map.groupBy(inOrder, ({ prospect }) => prospect);
  return people.flatMap((person) => {
    const theirs = own.get(person.id) ?? [];
    const company = shared.get(person.id)?.length ?? 0; // what is known of their company, kept already
    const seq = person.seq + theirs.length + company;
    const numbered = theirs.map((event, i) => ({ ...event, seq: person.seq + i + 1 }));
    return seq === person.seq ? [] : [{ person: { ...person, seq }, events: numbered }];
  });
}

const unfolded = (tx: Tx, ids: readonly number[]): Promise<Event[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.selectFrom('events').selectAll().where('id', 'in', ids).where('seq', 'is', null).execute();

async function number(tx: Tx, news: readonly News[]): Promise<void> {
  const events = JSON.stringify(
    news.flatMap((one) => one.events.map(({ id, seq }) => ({ id, seq }))),
  );
  const people = JSON.stringify(news.map(({ person: { id, seq } }) => ({ id, seq })));
  await sql`update events e set seq = v.seq from jsonb_to_recordset(${events}::jsonb) as v(id bigint, seq bigint) where e.id = v.id`.execute(
    tx,
  );
  await sql`update prospects p set seq = v.seq from jsonb_to_recordset(${people}::jsonb) as v(id uuid, seq bigint) where p.id = v.id`.execute(
    tx,
  );
}

/** The newest value of each trait stays, by when it was so; of two at once the later told. */
async function keepTraits(tx: Tx, news: readonly News[]): Promise<void> {
  const told = news
    .flatMap(({ events }) => events)
    .filter(({ kind }) => kind === IDENTIFY)
    .toSorted((a, b) => a.at - b.at || (a.seq ?? 0) - (b.seq ?? 0))
    .flatMap(({ prospect, props, at }) =>
      Object.entries(props).map(([trait, value]) => ({
        prospect,
        trait,
        value: JSON.stringify(value),
        at,
      })),
    );
  const latest = new Map(told.map((row) => [`${row.prospect} ${row.trait}`, row]));
  if (latest.size === 0) return;
  await tx
    .insertInto('traits')
    .values([...latest.values()])
    .onConflict((conflict) =>
      conflict
        .columns(['prospect', 'trait'])
        .doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), at: eb.ref('excluded.at') }))
        .whereRef('excluded.at', '>=', 'traits.at'),
    )
    .execute();
}

const arrivalsOf = ({ events }: News): Arrival[] => events.filter(({ kind }) => kind === 'track');
