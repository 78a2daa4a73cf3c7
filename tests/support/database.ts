import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate } from '../../store/migrate.ts';
import { openDatabase } from '../../store/open.ts';
import type { Database } from '../../store/schema.ts';

export type FreshDatabase = Readonly<{
  url: string;
  db: Kysely<Database>;
  /** Closes `db` and drops the database, whoever else still has it open. */
  close(): Promise<void>;
}>;

const TEMPLATE = 'perennial_template';

/** A migrated, empty database of one's own: a copy of one that is migrated once a run. Close it in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(async (admin) => {
    await makeTemplate(admin);
    await admin.query(`create database ${name} template ${TEMPLATE}`);
  });
  const url = databaseUrl(name);
  const db = openDatabase(url);
  return {
    url,
    db,
    async close() {
      await db.destroy();
      await asAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** Under a lock: several files may be the first. It gets its name when it is done. */
async function makeTemplate(admin: pg.Client): Promise<void> {
  await admin.query('select pg_advisory_lock(1)');
  try {
    const found = await admin.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (found.rowCount) return;
    await admin.query('drop database if exists half_done with (force)');
    await admin.query('create database half_done');
    const db = openDatabase(databaseUrl('half_done'));
    try {
      await migrate(db);
    } finally {
      await db.destroy();
    }
    await admin.query(`alter database half_done rename to ${TEMPLATE}`);
  } finally {
    await admin.query('select pg_advisory_unlock(1)');
  }
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(inject('databaseUrl'));
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function databaseUrl(name: string): string {
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  return url.href;
}
