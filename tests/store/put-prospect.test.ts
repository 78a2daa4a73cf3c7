import { afterAll, beforeAll, expect, test } from 'vitest';
import { collect } from '../../store/collect.ts';
import { accountDomain, emailKey } from '../../store/email-key.ts';
import { findProspect } from '../../store/find-prospect.ts';
import { NoAddress, putProspect } from '../../store/put-prospect.ts';
import { DAY, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const consent = { topic: 'tips', basis: 'consent', source: 'form' } as const;

test('one address is one person, however it is written', async () => {
  const first = await putProspect(world.ctx, { email: 'Ana@Northwind.Example', source: 'api' });
  const again = await putProspect(world.ctx, { email: ' ana@northwind.example ', source: 'api' });
  expect(first.created).toBe(true);
  expect(again).toEqual({ id: first.id, created: false });
});

test('twenty who name the same new address at once make one person', async () => {
  const puts = Array.from({ length: 20 }, () =>
    putProspect(world.ctx, { email: 'once@twenty.example', source: 'api' }),
  );
  const all = await Promise.all(puts);
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(all.filter(({ created }) => created)).toHaveLength(1);
});

test.each([
  'nobody',
  'a@b',
  'a b@c.example',
  '@c.example',
  'a@',
  'a..b@c.example',
  'a@[127.0.0.1]',
  'a@b_c.example',
  'a@127.0.0.1',
  'a\n@c.example',
])('%j is no address', async (email) => {
  expect(emailKey(email)).toBeUndefined();
  expect(() => putProspect(world.ctx, { email, source: 'api' })).toThrow(NoAddress);
});

test('a domain in any script is its ASCII form', () => {
  expect(emailKey('Jörg@Müller.Example')).toBe('jörg@xn--mller-kva.example');
});

test('a company is a registrable domain; a free mailbox is none', () => {
  expect(accountDomain('ana@eu.northwind.example')).toBe('northwind.example');
  expect(accountDomain('ana@gmail.com')).toBeUndefined();
  expect(accountDomain('ana@team.co.uk')).toBe('team.co.uk');
});

test('traits go by the fold, their one door; the newest value of each stays', async () => {
  const email = 'traits@northwind.example';
  const { id } = await putProspect(world.ctx, {
    email,
    traits: { role: 'buyer', size: 3 },
    source: 'api',
  });
  expect((await findProspect(world.ctx, { id }))?.traits).toEqual({});
  await world.fold();
  expect((await findProspect(world.ctx, { id }))?.traits).toEqual({ role: 'buyer', size: 3 });
  await putProspect(world.ctx, {
    email,
    traits: { role: 'user' },
    source: 'api',
    at: world.now - DAY,
  });
  await putProspect(world.ctx, { email, traits: { size: null }, source: 'api' });
  await world.fold();
  expect((await findProspect(world.ctx, { id }))?.traits).toEqual({ role: 'buyer' });
});

test('the same message twice is one event', async () => {
  const prospect = await world.person();
  const event = {
    source: 'site',
    messageId: 'm-1',
    prospect,
    name: 'pricing.viewed',
    props: {},
    at: world.now,
  };
  expect(await collect(world.ctx, event)).toBe('stored');
  expect(await collect(world.ctx, event)).toBe('known');
  expect(await collect(world.ctx, { ...event, source: 'shop' })).toBe('stored');
});

test('an event from a clock ahead of ours happened now', async () => {
  const prospect = await world.person();
  await collect(world.ctx, {
    source: 'site',
    messageId: 'early',
    prospect,
    name: 'pricing.viewed',
    props: {},
    at: world.now + DAY,
  });
  const row = await world.ctx.db
    .selectFrom('events')
    .select('at')
    .where('message_id', '=', 'early')
    .executeTakeFirst();
  expect(row?.at).toBe(world.now);
});

test('consent that was withdrawn comes back only by one that was given later', async () => {
  const email = 'consent@northwind.example';
  const { id } = await putProspect(world.ctx, { email, consents: [consent], source: 'api' });
  const withdrawn = async () => (await findProspect(world.ctx, { id }))?.consents[0]?.withdrawnAt;
  world.later(1);
  await world.ctx.db
    .updateTable('consents')
    .set({ withdrawn_at: world.now })
    .where('prospect', '=', id)
    .execute();
  world.later(1);
  await putProspect(world.ctx, { email, consents: [consent], source: 'crm' });
  expect(await withdrawn()).not.toBeNull();
  await putProspect(world.ctx, {
    email,
    consents: [{ ...consent, at: world.now - 2 * DAY }],
    source: 'crm',
  });
  expect(await withdrawn()).not.toBeNull();
  await putProspect(world.ctx, { email, consents: [{ ...consent, at: world.now }], source: 'crm' });
  expect(await withdrawn()).toBeNull();
});

test('a person is found with what is known of them', async () => {
  const email = 'whole@northwind.example';
  const { id } = await putProspect(world.ctx, {
    email,
    consents: [consent],
    zone: 'Europe/Berlin',
    suppress: { reason: 'bounced' },
    source: 'api',
  });
  const entry = await world.ctx.db
    .selectFrom('prospects')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  expect(entry?.id).toBe(id);
  expect(await findProspect(world.ctx, { email: 'WHOLE@northwind.example' })).toMatchObject({
    id,
    email,
    account: 'northwind.example',
    zone: 'Europe/Berlin',
    consents: [
      { topic: 'tips', basis: 'consent', source: 'form', at: world.now, withdrawnAt: null },
    ],
    suppressed: { reason: 'bounced', source: 'api' },
    entries: [],
  });
  expect(await findProspect(world.ctx, { email: 'nobody@northwind.example' })).toBeUndefined();
});
