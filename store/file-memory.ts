import { type Kysely, sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import type { Database } from './schema.ts';

export type Seen = Readonly<{ key: string; hash: string; line: number }>;

/** Who was read from one file, kept by PostgreSQL: ten million rows take no memory of ours. */
export type FileMemory = Readonly<{
  /** Notes whom it has not seen; answers, by key, what it saw first. */
  note: (rows: readonly Seen[]) => Promise<ReadonlyMap<string, Seen>>;
  /** The prospects among those seen, `size` at a time. */
  prospects: (size: number) => AsyncGenerator<readonly string[]>;
}>;

/** Lasts as long as `work`. Takes a connection of its own for that time: a temporary table is the connection's. */
export const withFileMemory = <T>(ctx: Ctx, work: (memory: FileMemory) => Promise<T>): Promise<T> =>
  ctx.db.connection().execute(async (db) => {
    await sql`create temporary table seen_in_file (key text primary key, hash text not null, line int not null)`.execute(
      db,
    );
    try {
      return await work({
        note: (rows) => note(db, rows),
        prospects: (size) => prospects(db, size),
      });
    } finally {
      await sql`drop table seen_in_file`.execute(db);
    }
  });

async function note(
  db: Kysely<Database>,
  rows: readonly Seen[],
): Promise<ReadonlyMap<string, Seen>> {
  const [keys, hashes, lines] = [
    rows.map(({ key }) => key),
    rows.map(({ hash }) => hash),
    rows.map(({ line }) => line),
  ];
  await sql`
    insert into seen_in_file select * from unnest(${keys}::text[], ${hashes}::text[], ${lines}::int[])
    on conflict (key) do nothing`.execute(db);
  const first =
    await sql<Seen>`select key, hash, line from seen_in_file where key = any(${keys}::text[])`.execute(
      db,
    );
  return new Map(first.rows.map((seen) => [seen.key, seen]));
}

async function* prospects(db: Kysely<Database>, size: number): AsyncGenerator<readonly string[]> {
  let after = '';
  for (;;) {
    const page = await sql<{ id: string; key: string }>`
      select p.id, s.key from seen_in_file s join prospects p on p.email_key = s.key
      where s.key > ${after} order by s.key limit ${size}`.execute(db);
    if (page.rows.length === 0) return;
    yield page.rows.map(({ id }) => id);
    after = page.rows.at(-1)?.key ?? after;
  }
}
