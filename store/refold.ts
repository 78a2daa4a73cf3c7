import { isDeepStrictEqual } from 'node:util';
import { type Selectable, sql } from 'kysely';
import type { Facts } from '../core/fact.ts';
import { factsOf } from '../core/facts-of.ts';
import type { Handoff } from '../core/state.ts';
import type { Ctx, Tx } from './ctx.ts';
import { type Knowing, type Person, knowing } from './knowing.ts';
import { lookAgain } from './look-again.ts';
import { queueTells } from './queue.ts';
import type { Database } from './schema.ts';

export type Entry = Selectable<Database['entries']>;
type Refold = Readonly<{
  people: readonly (Person & Readonly<{ seq: number }>)[];
  /** Their run is only about to start: it begins with these facts. */
  starting?: ReadonlySet<string>;
  /** News of a handoff goes to this entry, whether its facts changed or not. */
  handoff?: Readonly<{ entry: string; handoff: Handoff }>;
}>;

/**
 * Finds out anew what is known for every open entry of these people, keeps what changed, and tells it to those who speak. Needs their
 * locks; `seq` is the number of the news that made this necessary.
 */
export async function refold(ctx: Ctx, tx: Tx, { people, ...aside }: Refold): Promise<void> {
  const entries = await openEntries(
    tx,
    people.map(({ id }) => id),
  );
  if (entries.length === 0) return;
  const known = await knowing(ctx, tx, entries);
  const persons = new Map(people.map((person) => [person.id, person]));
  const folded = entries.flatMap((entry) => {
    const person = persons.get(entry.prospect);
    return person === undefined
      ? []
      : [{ entry, seq: person.seq, facts: factsNow(known(entry, person)) }];
  });
  const changed = folded.filter(({ entry, facts }) => !isDeepStrictEqual(facts, entry.facts));
  await keep(tx, changed);
  await lookAgain(ctx, tx, changed);
  await tell(ctx, tx, { folded, changed: new Set(changed), aside });
}

const openEntries = (tx: Tx, prospects: readonly string[]): Promise<Entry[]> =>
  prospects.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('entries')
        .selectAll()
        .where('prospect', 'in', prospects)
        .where('status', '<>', 'closed')
        .orderBy('created_at')
        .orderBy('id')
        .execute();

const factsNow = ({ journey, known }: Knowing): Facts => factsOf(journey, known);

type Folded = Readonly<{ entry: Entry; seq: number; facts: Facts }>;

async function keep(tx: Tx, changed: readonly Folded[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = JSON.stringify(
    changed.map(({ entry, seq, facts }) => ({ id: entry.id, seq, facts })),
  );
  await sql`update entries e set facts = v.facts, facts_seq = v.seq
    from jsonb_to_recordset(${rows}::jsonb) as v(id uuid, seq bigint, facts jsonb) where e.id = v.id`.execute(
    tx,
  );
}

type News = Readonly<{
  folded: readonly Folded[];
  changed: ReadonlySet<Folded>;
  aside: Omit<Refold, 'people'>;
}>;

async function tell(ctx: Ctx, tx: Tx, { folded, changed, aside }: News): Promise<void> {
  const at = ctx.now();
  const tells = folded.flatMap((one) => {
    const { entry, seq, facts } = one;
    const handoff = aside.handoff?.entry === entry.id ? aside.handoff.handoff : undefined;
    const news = changed.has(one) || handoff !== undefined;
    if (entry.status !== 'speaking' || !news || aside.starting?.has(entry.id)) return [];
    const about = { ...(changed.has(one) && { seq, facts }), ...(handoff && { handoff }) };
    return [
      {
        prospect: entry.prospect,
        telling: { kind: 'told' as const, entry: entry.id, at, ...about },
      },
    ];
  });
  await queueTells(tx, tells);
}
