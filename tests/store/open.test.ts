import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
