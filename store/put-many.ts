import { createHash, randomUUID } from 'node:crypto';
import { canonical } from '../core/canonical.ts';
import type { Instant } from '../core/fact.ts';
import type { Scalar } from '../core/frozen.ts';
import { IDENTIFY, store } from './collect.ts';
import { type ConsentGiven, keepConsents } from './consents.ts';
import type { Ctx, Tx } from './ctx.ts';
import { emailKey } from './email-key.ts';
import { makePeople, NoAddress, setZones } from './put-prospect.ts';
import { suppress } from './suppressions.ts';
import { toConfirm } from './to-confirm.ts';
import { transact } from './transaction.ts';

/** One row of a file, as its map understood it. */
export type ImportRow = Readonly<{
  line: number;
  email: string;
  traits: Readonly<Record<string, Scalar>>;
  consents: readonly ConsentGiven[];
  suppress?: Readonly<{ reason: string }>;
  zone?: string;
}>;
/**
 * Each row is new, changed or unchanged. The last two count those that cannot be mailed besides, by what holds after the import: whoever is
 * suppressed, and of the others whoever consented to nothing.
 */
export type ImportCounts = Readonly<{
  new: number;
  changed: number;
  unchanged: number;
  suppressed: number;
  withoutConsent: number;
}>;
type Way = Readonly<{ dryRun: boolean }>;

/** So many rows are one transaction. */
const CHUNK = 500;

/**
 * Puts the rows of a file into the store, in chunks. What a map has said of somebody before, word for word, changes nothing. Two rows of one
 * address in one call are one person: the later says more, or otherwise. A dry run counts and writes nothing. Throws NoAddress.
 */
export async function putMany(
  ctx: Ctx,
  map: string,
  ...[rows, way]: [readonly ImportRow[], Way]
): Promise<ImportCounts> {
  let counts: ImportCounts = { new: 0, changed: 0, unchanged: 0, suppressed: 0, withoutConsent: 0 };
  const people = merge(rows);
  for (let at = 0; at < people.length; at += CHUNK) {
    const chunk = people.slice(at, at + CHUNK);
    const fates = await transact(ctx, (tx) =>
      way.dryRun ? judge(ctx, tx, { map, chunk, made: new Set() }) : put(ctx, tx, { map, chunk }),
    );
    counts = fates.reduce(count, counts);
  }
  return counts;
}

type Person = Omit<ImportRow, 'line'> & Readonly<{ key: string; rows: number; hash: string }>;

/** One person an address. The hash is of all that is said of them. */
function merge(rows: readonly ImportRow[]): readonly Person[] {
  const byKey = Map.groupBy(rows, ({ email }) => {
    const key = emailKey(email);
    if (key === undefined) throw new NoAddress();
    return key;
  });
  return [...byKey].map(([key, own]) => {
    const { line: _, ...said } = own.reduce((before, row) => ({
      ...before,
      ...row,
      traits: { ...before.traits, ...row.traits },
      consents: [...before.consents, ...row.consents],
    }));
    return {
      ...said,
      key,
      rows: own.length,
      hash: createHash('sha256').update(canonical(said)).digest('hex'),
    };
  });
}

type Chunk = Readonly<{ map: string; chunk: readonly Person[] }>;
type Fate = Readonly<{
  person: Person;
  id: string | undefined;
  is: 'new' | 'changed' | 'unchanged';
  suppressed: boolean;
  consented: boolean;
}>;

async function put(ctx: Ctx, tx: Tx, { map, chunk }: Chunk): Promise<readonly Fate[]> {
  const made = await makePeople(ctx, tx, new Map(chunk.map((person) => [person.key, person])));
  const ids = await tx
    .selectFrom('prospects')
    .select('id')
    .where(
      'email_key',
      'in',
      chunk.map(({ key }) => key),
    )
    .execute();
  await tx
    .selectFrom('prospects')
    .select('id')
    .where(
      'id',
      'in',
      ids.map(({ id }) => id),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  const fates = await judge(ctx, tx, { map, chunk, made });
  await write(ctx, tx, { map, fates: fates.filter(({ is }) => is !== 'unchanged') });
  return fates;
}

/** What would become of each. Under their locks, or for a dry run. */
async function judge(
  ctx: Ctx,
  tx: Tx,
  { map, chunk, made }: Chunk & Readonly<{ made: ReadonlySet<string> }>,
): Promise<readonly Fate[]> {
  const now = ctx.now();
  const rows = await tx
    .selectFrom('prospects')
    .leftJoin('imported', (join) =>
      join.onRef('imported.prospect', '=', 'prospects.id').on('imported.map', '=', map),
    )
    .leftJoin('suppressions', 'suppressions.address_hash', 'prospects.address_hash')
    .select(['id', 'email_key', 'imported.hash', 'suppressions.reason'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('consents')
            .select('topic')
            .whereRef('consents.prospect', '=', 'prospects.id')
            .where('withdrawn_at', 'is', null)
            .where((or) => or.or([or('expires_at', 'is', null), or('expires_at', '>', now)])),
        )
        .as('consented'),
    )
    .where(
      'email_key',
      'in',
      chunk.map(({ key }) => key),
    )
    .execute();
  const known = new Map(rows.map((row) => [row.email_key, row]));
  return chunk.map((person) => ({
    person,
    ...fateOf(person, made.has(person.key) ? undefined : known.get(person.key)),
    id: known.get(person.key)?.id,
    suppressed: person.suppress !== undefined || (known.get(person.key)?.reason ?? null) !== null,
    consented:
      known.get(person.key)?.consented === true ||
      person.consents.some(({ expiresAt = Infinity }) => expiresAt > now),
  }));
}

function fateOf(
  person: Person,
  before: Readonly<{ hash: string | null }> | undefined,
): Pick<Fate, 'is'> {
  if (before === undefined) return { is: 'new' };
  return { is: before.hash === person.hash ? 'unchanged' : 'changed' };
}

type Writing = Readonly<{ map: string; fates: readonly Fate[] }>;

async function write(ctx: Ctx, tx: Tx, { map, fates }: Writing): Promise<void> {
  const now: Instant = ctx.now();
  const source = `import/${map}`;
  const people = fates.flatMap(({ id, person }) =>
    id === undefined ? [] : [{ prospect: id, ...person }],
  );
  if (people.length === 0) return;
  await setZones(
    tx,
    people.flatMap(({ prospect, zone }) => (zone === undefined ? [] : [{ id: prospect, zone }])),
  );
  await keepConsents(
    tx,
    people.flatMap(({ prospect, consents }) =>
      consents.map((consent) => ({ prospect, consent: toConfirm(ctx, consent) })),
    ),
    now,
  );
  const stopped = people.flatMap(({ prospect, key, suppress: why }) =>
    why === undefined
      ? []
      : [{ prospect, addressHash: ctx.hashAddress(key), reason: why.reason, source }],
  );
  await suppress(tx, stopped, now);
  const told = people.filter(({ traits }) => Object.keys(traits).length > 0);
  await store(
    tx,
    told.map(({ prospect, traits }) => ({
      source,
      messageId: randomUUID(),
      prospect,
      name: IDENTIFY,
      props: traits,
      at: now,
    })),
    now,
  );
  await tx
    .insertInto('imported')
    .values(people.map(({ prospect, hash }) => ({ prospect, map, hash })))
    .onConflict((conflict) =>
      conflict
        .columns(['prospect', 'map'])
        .doUpdateSet((eb) => ({ hash: eb.ref('excluded.hash') })),
    )
    .execute();
}

function count(counts: ImportCounts, { person, is, suppressed, consented }: Fate): ImportCounts {
  const sum = { ...counts };
  sum[is] += 1;
  sum.unchanged += person.rows - 1;
  if (suppressed) sum.suppressed += person.rows;
  else if (!consented) sum.withoutConsent += person.rows;
  return sum;
}
