import { isDeepStrictEqual } from 'node:util';
import { type Selectable, sql } from 'kysely';
import type { Facts, Instant } from '../core/fact.ts';
import { type Asking, factsOf } from '../core/facts-of.ts';
import type { Deed, Known } from '../core/knowledge.ts';
import type { Handoff } from '../core/state.ts';
import type { Ctx, Tx } from './ctx.ts';
import { queueTells } from './queue.ts';
import type { Database } from './schema.ts';
import type { Prospect } from './transaction.ts';
import { frozenOfAll } from './versions.ts';

export type Entry = Selectable<Database['entries']>;
type Person = Pick<Prospect, 'id' | 'seq' | 'rest_until'>;
type Refold = Readonly<{
  people: readonly Person[];
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
  const known = await gather(ctx, tx, entries);
  const persons = new Map(people.map((person) => [person.id, person]));
  const folded = entries.flatMap((entry) => {
    const person = persons.get(entry.prospect);
    return person === undefined ? [] : [{ entry, seq: person.seq, facts: known(entry, person) }];
  });
  const changed = folded.filter(({ entry, facts }) => !isDeepStrictEqual(facts, entry.facts));
  await keep(tx, changed);
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

/** Everything these entries ask about, read in two statements; the answer computes one entry's facts. */
async function gather(
  ctx: Ctx,
  tx: Tx,
  entries: readonly Entry[],
): Promise<(entry: Entry, person: Person) => Facts> {
  const versions = await frozenOfAll(ctx, tx, [...new Set(entries.map(({ version }) => version))]);
  const asks = [...versions.values()].flatMap(({ facts }) => Object.values(facts));
  const deeds = await deedsOf(
    tx,
    entries,
    asks.flatMap((ask) => (ask.kind === 'did' ? [ask.event] : [])),
  );
  const traits = asks.some(({ kind }) => kind === 'trait')
    ? await traitsOf(
        tx,
        entries.map(({ prospect }) => prospect),
      )
    : new Map<string, Known['traits']>();
  return (entry, person) => {
    const journey: Asking = versions.get(entry.version) ?? { facts: {} };
    return factsOf(journey, {
      deeds: deeds.get(entry.prospect) ?? [],
      traits: traits.get(entry.prospect) ?? {},
      from: entry.evidence_from,
      enteredAt: entry.entered_at,
      ...(person.rest_until !== null && { restUntil: person.rest_until }),
      pace: entry.pace,
    });
  };
}

async function deedsOf(
  tx: Tx,
  entries: readonly Entry[],
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly Deed[]>> {
  if (names.length === 0) return new Map();
  const from: Instant = Math.min(...entries.map(({ evidence_from }) => evidence_from));
  const rows = await tx
    .selectFrom('events')
    .select(['prospect', 'name', 'at', 'props'])
    .where('prospect', 'in', [...new Set(entries.map(({ prospect }) => prospect))])
    .where('seq', 'is not', null)
    .where('kind', '=', 'track')
    .where('name', 'in', [...new Set(names)])
    .where('at', '>=', from)
    .execute();
  return Map.groupBy(rows, ({ prospect }) => prospect);
}

/** The latest value of each trait; one that was taken back (null) is none. */
export async function traitsOf(
  tx: Tx,
  prospects: readonly string[],
): Promise<ReadonlyMap<string, Known['traits']>> {
  const rows = await tx
    .selectFrom('traits')
    .selectAll()
    .where('prospect', 'in', [...new Set(prospects)])
    .execute();
  const said = rows.filter(({ value }) => value !== null);
  const byProspect = Map.groupBy(said, ({ prospect }) => prospect);
  return new Map(
    [...byProspect].map(([prospect, own]) => [
      prospect,
      Object.fromEntries(own.map(({ trait, value, at }) => [trait, { value, at }])),
    ]),
  );
}
