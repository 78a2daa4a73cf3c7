import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** Statements that come back are prepared from this time on. */
const OFTEN = 3;
/** As many are prepared on a connection at most: each costs PostgreSQL memory there. */
const MOST = 300;
/** "cached plan must not change result type": a migration changed a table under a connection. */
const OUTDATED = '0A000';

/**
 * A pool whose connections prepare the statements that they are asked again and again: PostgreSQL parses and plans each once for a
 * connection, and not once for a mail. What is asked and answered stays the same.
 *
 * A statement whose table was migrated meanwhile fails once; its connection is closed when it is given back, and a new one knows better.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new Names();
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? preparingClient(client, names);
      wrapped.set(client, known);
      return known;
    },
  };
}

function preparingClient(client: pg.PoolClient, names: Names): PostgresPoolClient {
  let isOutdated = false;
  const query = async <R>(text: string, values: readonly unknown[]) => {
    const name = names.of(text, values);
    try {
      const asked = { text, values: [...values], ...(name !== undefined && { name }) };
      return (await client.query(asked)) as unknown as PostgresQueryResult<R>;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === OUTDATED) isOutdated = true;
      throw error;
    }
  };
  return {
    query: query as PostgresPoolClient['query'], // cursors are not ours: nothing streams
    release: (destroy = false) => client.release(destroy || isOutdated),
  };
}

/** What each statement is called that is asked often. */
class Names {
  readonly #asked = new Map<string, number>();
  readonly #names = new Map<string, string>();

  of(text: string, values: readonly unknown[]): string | undefined {
    if (values.length === 0) return undefined; // begin, commit and the like
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= MOST) return name;
    const asked = (this.#asked.get(text) ?? 0) + 1;
    // lists of every length are statements of their own: those that are rare are forgotten
    if (this.#asked.size >= MOST) this.#asked.clear();
    this.#asked.set(text, asked);
    if (asked >= OFTEN) this.#names.set(text, `p${this.#names.size}`);
    return this.#names.get(text);
  }
}
