import { type Kysely, sql } from 'kysely';
import { theWholeWay } from './migrations/0001-the-whole-way.ts';
import { knowing } from './migrations/0002-knowing.ts';
import { theDesk } from './migrations/0003-the-desk.ts';
import { consentEvidence } from './migrations/0004-consent-evidence.ts';
import { whatComesBack } from './migrations/0005-what-comes-back.ts';
import { stopping } from './migrations/0006-stopping.ts';
import { evidence } from './migrations/0007-evidence.ts';
import { sending } from './migrations/0008-sending.ts';
import { doubleOptIn } from './migrations/0009-double-opt-in.ts';
import { clicksAndReplies } from './migrations/0010-clicks-and-replies.ts';
import type { Database } from './schema.ts';

/** In the order in which they run. What has shipped is never edited: what comes after it is a new one. */
const migrations: readonly (readonly [name: string, text: string])[] = [
  ['0001-the-whole-way', theWholeWay],
  ['0002-knowing', knowing],
  ['0003-the-desk', theDesk],
  ['0004-consent-evidence', consentEvidence],
  ['0005-what-comes-back', whatComesBack],
  ['0006-stopping', stopping],
  ['0007-evidence', evidence],
  ['0008-sending', sending],
  ['0009-double-opt-in', doubleOptIn],
  ['0010-clicks-and-replies', clicksAndReplies],
];

/** Any number that no other program on this database locks: 'peren' in ASCII. */
const LOCK = 0x70_65_72_65_6e;

/**
 * Brings the database up to date, forward only; answers the names of what it ran. Each migration is one transaction under an advisory
 * lock: of two processes at once one does the work, and a crash leaves the last whole state.
 */
export async function migrate(db: Kysely<Database>): Promise<readonly string[]> {
  const ran: string[] = [];
  for (const [name, text] of migrations) if (await run(db, name, text)) ran.push(name);
  return ran;
}

const run = (db: Kysely<Database>, name: string, text: string): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx);
    await sql`create table if not exists migrations (name text primary key, ran_at timestamptz not null default now())`.execute(
      tx,
    );
    const found = await sql`select 1 from migrations where name = ${name}`.execute(tx);
    if (found.rows.length > 0) return false;
    await sql.raw(text).execute(tx);
    await sql`insert into migrations (name) values (${name})`.execute(tx);
    return true;
  });

/** Whether everything that this program knows of has run. Throws where the database cannot be reached. */
export async function isMigrated(db: Kysely<Database>): Promise<boolean> {
  const table = await sql<{
    there: boolean;
  }>`select to_regclass('migrations') is not null as there`.execute(db);
  if (table.rows[0]?.there !== true) return false;
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(db);
  const ran = new Set(rows.map(({ name }) => name));
  return migrations.every(([name]) => ran.has(name));
}
