import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claim } from '../../store/claim.ts';
import { erase } from '../../store/erase.ts';
import { letGo } from '../../store/fence.ts';
import { createAcceptance } from '../../store/settle-accepted.ts';
import { lockProspect } from '../../store/transaction.ts';
import { small } from '../support/small-journey.ts';
import { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small);
});
afterAll(() => world.close());

/** A mail whose last bytes were let go. */
async function left(): Promise<{ prospect: string; token: string }> {
  const run = await world.newcomer();
  const claimed = await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' }));
  if (claimed.kind !== 'claimed') throw new Error(`it was ${claimed.kind}`);
  await letGo(world.ctx, claimed.token, { subject: 'Hello', templateHash: 'x' });
  return { prospect: run.prospect, token: claimed.token };
}
const ten = (): Promise<{ prospect: string; token: string }[]> =>
  Promise.all(Array.from({ length: 10 }, left));
/** In how many transactions their rows were written. */
const transactions = async (of: readonly { prospect: string }[]): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(distinct xmin::text) as n from ledger
    where prospect = any(${of.map(({ prospect }) => prospect)}::uuid[])`.execute(world.ctx.db);
  return rows[0]?.n ?? 0;
};

test('mails that were accepted together are settled together, each with its own words and its line in the story', async () => {
  const mails = await ten();
  const accept = createAcceptance(world.ctx);
  await Promise.all(mails.map((mail, i) => accept({ ...mail, reply: `250 kept as ${i}` })));
  expect(await transactions(mails)).toBe(1);
  for (const [i, { prospect }] of mails.entries()) {
    const ledger = await world.ledger(prospect);
    expect(ledger).toMatchObject([{ state: 'ACCEPTED', reply: `250 kept as ${i}` }]);
    expect((await world.story(prospect)).at(-1)).toContain('sent nurture.hello');
  }
});

test('one that another attempt has taken over meanwhile is left alone, and holds up nobody', async () => {
  const [first, ...others] = await ten();
  await world.ctx.db
    .updateTable('ledger')
    .set({ token: randomUUID() })
    .where('token', '=', first?.token ?? '')
    .execute();
  const accept = createAcceptance(world.ctx);
  const all = [...(first ? [first] : []), ...others];
  await Promise.all(all.map((mail) => accept({ ...mail, reply: '250' })));
  expect(await world.ledger(first?.prospect ?? '')).toMatchObject([{ state: 'DOT' }]);
  for (const { prospect } of others)
    expect(await world.ledger(prospect)).toMatchObject([{ state: 'ACCEPTED' }]);
});

test('one that cannot be settled fails by itself', async () => {
  const mails = await ten();
  const accept = createAcceptance(world.ctx);
  const all = await Promise.allSettled(
    mails.map((mail, i) => accept({ ...mail, reply: i === 4 ? 'no text: \0' : '250' })),
  );
  expect(all.map(({ status }) => status === 'fulfilled')).toEqual(mails.map((_, i) => i !== 4));
});

test('nobody waits for somebody whom somebody else has locked, and that one is settled afterwards', async () => {
  const [busy, ...mails] = await ten();
  const locking = await world.ctx.db.startTransaction().execute();
  await lockProspect(locking, busy?.prospect ?? '');
  const accept = createAcceptance(world.ctx);
  const waits = busy && accept({ ...busy, reply: '250' });
  await Promise.all(mails.map((mail) => accept({ ...mail, reply: '250' })));
  expect(await world.ledger(busy?.prospect ?? '')).toMatchObject([{ state: 'DOT' }]);
  await locking.rollback().execute();
  await waits;
  expect(await world.ledger(busy?.prospect ?? '')).toMatchObject([{ state: 'ACCEPTED' }]);
});

test('nothing is kept of what was said about somebody who was erased meanwhile', async () => {
  const mail = await left();
  const accept = createAcceptance(world.ctx);
  await erase(world.ctx, { prospect: mail.prospect, source: 'test' });
  await accept({ ...mail, reply: '250 kept for ada@northwind.example' });
  expect(await world.ledger(mail.prospect)).toMatchObject([{ reply: null }]);
});
