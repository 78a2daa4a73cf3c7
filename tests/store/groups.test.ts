import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectGroup } from '../../store/collect-group.ts';
import { foldSome } from '../../store/fold.ts';
import { foldGroups } from '../../store/fold-groups.ts';
import { traitsOf } from '../../store/traits-of.ts';
import { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const says = (domain: string, traits: Record<string, unknown>, more: object = {}) =>
  collectGroup(world.ctx, {
    source: 'api',
    messageId: randomUUID(),
    domain,
    traits,
    at: world.now,
    ...more,
  });
const member = (domain: string, put: object = {}) =>
  world.person({ email: `${randomUUID()}@${domain}`, ...put });
const known = async (prospect: string) =>
  (await traitsOf(world.ctx.db, [prospect])).get(prospect) ?? {};
const IS_BUYER = 'role in "buyer"';

describe('what is said of a company', () => {
  test('is true of everyone there, a fact of their journeys, and told to whoever speaks', async () => {
    const people = [await member('one.example'), await member('one.example')];
    const entries = [];
    for (const person of people) entries.push(await world.entered(person));
    await world.rings();
    await says('one.example', { role: 'buyer' });
    await world.fold();
    for (const entry of entries)
      expect((await world.entry(entry)).facts).toMatchObject({ [IS_BUYER]: { since: world.now } });
    expect(await world.rings()).toMatchObject([
      { telling: { seq: 1, facts: { [IS_BUYER]: {} } } },
      { telling: { seq: 1, facts: { [IS_BUYER]: {} } } },
    ]);
  });

  test('gives way to what somebody says of themselves, and holds again when they take that back', async () => {
    const own = await member('two.example', { traits: { role: 'user' } });
    await says('two.example', { role: 'buyer', employees: 20 });
    await world.fold();
    expect(await known(own)).toMatchObject({ role: { value: 'user' }, employees: { value: 20 } });
    await world.did(own, 'identify', { role: null });
    expect(await known(own)).toMatchObject({ role: { value: 'buyer' } });
  });

  test('is kept once; the newest word stays, whenever it is told', async () => {
    const person = await member('three.example');
    const messageId = randomUUID();
    expect((await says('three.example', { role: 'buyer' }, { messageId })).status).toBe('stored');
    expect((await says('three.example', { role: 'user' }, { messageId })).status).toBe('known');
    await world.fold();
    await says('three.example', { role: 'user' }, { at: world.now - 1000 });
    await world.fold();
    expect(await known(person)).toMatchObject({ role: { value: 'buyer' } });
  });

  test('is known to whoever comes to the company later, and to a company that is only just known', async () => {
    await says('four.example', { role: 'buyer' });
    await world.fold();
    const entry = await world.entered(await member('four.example'));
    expect((await world.entry(entry)).facts).toHaveProperty([IS_BUYER]);
  });

  test('is nobody’s of another company, nor of a free mailbox', async () => {
    await says('five.example', { role: 'buyer' });
    await world.fold();
    expect(await known(await member('six.example'))).toEqual({});
    expect(await known(await member('gmail.com'))).toEqual({});
  });

  test('reaches a thousand people a page at a time, each once, though we die between pages', async () => {
    const own = await World.open();
    const { account } = await collectGroup(own.ctx, {
      source: 'api',
      messageId: 'm',
      domain: 'big.example',
      traits: { role: 'buyer' },
      at: own.now,
    });
    const people = Array.from({ length: 1_100 }, (_, i) => ({
      id: randomUUID(),
      email: null,
      email_key: `${i}@big.example`,
      address_hash: null,
      account,
      zone: null,
      created_at: own.now,
    }));
    await own.ctx.db.insertInto('prospects').values(people).execute();
    const waiting = async () =>
      (await own.ctx.db.selectFrom('mailbox').select('prospect').execute()).map(
        ({ prospect }) => prospect,
      );
    expect(await foldGroups(own.ctx)).toBe(true); // kept
    expect(await foldGroups(own.ctx)).toBe(true);
    expect(await waiting()).toHaveLength(500);
    await dieAt(own, 'account_events'); // the page is laid out, and the row cannot say so any more
    await expect(foldGroups(own.ctx)).rejects.toThrow('killed');
    await sql`drop function kill() cascade`.execute(own.ctx.db);
    expect(await waiting()).toHaveLength(500);
    while (await foldGroups(own.ctx));
    const told = await waiting();
    expect([told.length, new Set(told).size]).toEqual([1_100, 1_100]);
    while ((await foldSome(own.ctx)) > 0);
    const seqs = await own.ctx.db.selectFrom('prospects').select('seq').distinct().execute();
    expect(seqs).toEqual([{ seq: 1 }]);
    await own.close();
  });
});

/** From now on whoever changes a row of this table dies. */
async function dieAt({ ctx }: World, table: string): Promise<void> {
  await sql`create function kill() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`.execute(
    ctx.db,
  );
  await sql`create trigger killing before update on ${sql.table(table)} for each row execute function kill()`.execute(
    ctx.db,
  );
}

test('several who fold what is said of many companies at once lose nothing and wait in no circle', async () => {
  const domains = Array.from({ length: 12 }, (_, i) => `crowd-${i}.example`);
  const people = await Promise.all(domains.flatMap((domain) => [member(domain), member(domain)]));
  for (const person of people) await world.entered(person);
  await world.rings();
  await Promise.all(
    domains.flatMap((domain) => [
      says(domain, { role: 'user' }, { at: world.now - 1 }),
      says(domain, { role: 'buyer' }),
    ]),
  );
  const foldAll = async () => {
    while (await foldGroups(world.ctx));
    while ((await foldSome(world.ctx)) > 0);
  };
  await Promise.all([foldAll(), foldAll(), foldAll()]);
  await world.fold();
  for (const person of people)
    expect(await known(person)).toMatchObject({ role: { value: 'buyer' } });
  const open = world.ctx.db.selectFrom('account_events').select('id').where('told', '=', false);
  expect(await open.execute()).toEqual([]);
});
