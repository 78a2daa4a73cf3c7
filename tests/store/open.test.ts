import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProspect } from '../../store/find-prospect.ts';
import { listen, openDatabase } from '../../store/open.ts';
import { lockProspect, transact } from '../../store/transaction.ts';
import { eventually } from '../support/eventually.ts';
import { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** Every other connection to this database is cut, as a kill -9 of PostgreSQL does. */
const cut = () =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;

test('bigint is a number, jsonb what was put in', async () => {
  const prospect = await world.person({ traits: { tags: ['a', { b: 1 }], none: 'null' } });
  await world.fold();
  const found = await findProspect(world.ctx, { id: prospect });
  expect(found).toMatchObject({
    created: world.now,
    traits: { tags: ['a', { b: 1 }], none: 'null' },
  });
});

test('a PostgreSQL that goes away fails what is under way, and nothing else', async () => {
  const prospect = await world.person();
  const ctx = { ...world.ctx, db: openDatabase(world.database.url) };
  const idle = await Promise.all([1, 2, 3].map(() => findProspect(ctx, { id: prospect })));
  expect(idle).toHaveLength(3);
  const working = transact(ctx, async (tx) => {
    await lockProspect(tx, prospect);
    await cut().execute(world.ctx.db);
    await tx
      .updateTable('prospects')
      .set({ zone: 'Europe/Berlin' })
      .where('id', '=', prospect)
      .execute();
  });
  await expect(working).rejects.toThrow(/terminat|ECONNRESET|not queryable/i);
  const found = await eventually(() => findProspect(ctx, { id: prospect }));
  expect(found?.zone).toBeNull();
  await ctx.db.destroy();
});

test('who listens does so again after PostgreSQL was away, and looks at what may have come meanwhile', async () => {
  const heard: string[] = [];
  const ears = await listen(world.database.url, ['perennial_mailbox'], (channel) =>
    heard.push(channel),
  );
  await eventually(() => expect(heard).toHaveLength(1));
  await cut().execute(world.ctx.db);
  await eventually(() => expect(heard).toHaveLength(2));
  await ears.close();
  await ears.close();
});

describe('a statement that comes back', () => {
  test('is prepared, and answers as before', async () => {
    const db = openDatabase(world.database.url, { max: 1 });
    const asked = (n: number) => sql<{ twice: number }>`select ${n}::int * 2 as twice`.execute(db);
    for (const n of [1, 2, 3, 4]) expect((await asked(n)).rows).toEqual([{ twice: n * 2 }]);
    const { rows } = await sql<{
      statement: string;
    }>`select statement from pg_prepared_statements`.execute(db);
    expect(rows).toEqual([{ statement: 'select $1::int * 2 as twice' }]);
    await db.destroy();
  });

  test('fails once after a migration under it, and is well on the next connection', async () => {
    const db = openDatabase(world.database.url, { max: 1 });
    await sql`create table changing (id int)`.execute(db);
    const asked = () => sql`select * from changing where id < ${9}`.execute(db);
    for (const _ of [1, 2, 3, 4]) await asked();
    await sql`alter table changing add column name text`.execute(world.ctx.db);
    await expect(asked()).rejects.toThrow('cached plan');
    await sql`insert into changing values (1, 'one')`.execute(db);
    for (const _ of [1, 2, 3, 4]) expect((await asked()).rows).toEqual([{ id: 1, name: 'one' }]);
    await db.destroy();
  });
});
