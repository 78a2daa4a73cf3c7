import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '../../store/ctx.ts';
import { look } from '../../store/look.ts';
import { transact } from '../../store/transaction.ts';
import { small } from '../support/small-journey.ts';
import { times } from './racing.ts';
import { type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small);
});
afterAll(() => world.close());

test('a few people are not looked for among all others, though PostgreSQL has not counted those yet', async () => {
  await sql`alter table entries set (autovacuum_enabled = false)`.execute(world.ctx.db); // nobody counts them meanwhile
  await crowd(await world.newcomer());
  const runs = await Promise.all(times(25, () => world.newcomer()));
  const asked = runs.map((run) => ({ q: run.asks('nurture.hello', { kind: 'touch' }), number: 0 }));
  await transact(world.ctx, async (tx) => {
    await sql`set local plan_cache_mode = force_generic_plan`.execute(tx); // as after a few times
    const before = await read(tx);
    for (let i = 0; i < 4; i += 1) {
      const found = await look(tx, asked);
      expect(found.map((one) => one?.row.id)).toEqual(runs.map(({ entry }) => entry));
    }
    expect((await read(tx)) - before).toBe(0);
  });
});

/** Thousands of entries that wait for their turn. */
async function crowd({ entry }: Run): Promise<void> {
  const { db } = world.ctx;
  await sql`insert into entries select (jsonb_populate_record(null::entries, to_jsonb(old) ||
      jsonb_build_object('id', gen_random_uuid(), 'entry_key', 'again ' || i, 'status', 'wanting'))).*
    from (select * from entries where id = ${entry}) old, generate_series(1, 5000) i`.execute(db);
  await sql`insert into positions
    select (jsonb_populate_record(null::positions, to_jsonb(old) || jsonb_build_object('entry', e.id))).*
    from (select * from positions where entry = ${entry}) old, entries e where status = 'wanting'`.execute(
    db,
  );
}

/** Entries that this connection read one after the other. */
async function read(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select seq_tup_read as read from pg_stat_xact_user_tables where relname = 'entries'`.execute(
    tx,
  );
  return rows[0]?.read ?? 0;
}
