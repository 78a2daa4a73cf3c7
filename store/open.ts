import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { preparing } from './prepared.ts';
import type { Database } from './schema.ts';

/** bigint as a number: all of ours are instants, counts and row ids, far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8
      ? Number
      : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
};

/** The store at `url`. A connection that PostgreSQL drops fails the query on it and nothing else; the next gets a new one. */
export function openDatabase(url: string, options: { max?: number } = {}): Kysely<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'perennial',
    keepAlive: true,
    types,
  });
  // without a listener on both, a killed server ends the process: idle clients tell the pool, busy ones themselves
  pool.on('error', ignore);
  pool.on('connect', (client) => void client.on('error', ignore));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
}

export type Listening = Readonly<{ close(): Promise<void> }>;

/**
 * Calls `onNotify` for each notice on `channels`, and once for each of them after every (re)connection, since notices are lost while
 * nobody listens. Goes on trying while PostgreSQL is away; never throws.
 */
export async function listen(
  url: string,
  channels: readonly string[],
  onNotify: (channel: string) => void,
): Promise<Listening> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const again = (): void => {
    if (!closed) timer = setTimeout(() => void connect(), RECONNECT);
  };
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'perennial listen',
      keepAlive: true,
    });
    client = fresh;
    fresh.on('error', ignore);
    fresh.on('notification', ({ channel }) => onNotify(channel));
    try {
      await fresh.connect();
      for (const channel of channels) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
      fresh.on('end', again);
      channels.forEach(onNotify);
    } catch {
      await fresh.end().catch(ignore);
      again();
    }
  };
  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(ignore);
    },
  };
}

const RECONNECT = 1_000;
const ignore = (): void => {};
