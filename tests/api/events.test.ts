import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiWorld } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

type Collected = { prospect: string; messageId: string; status: string };
const track = async (body: Readonly<Record<string, unknown>>) =>
  (await api.post('/v1/track', { event: 'pricing.viewed', ...body })).json<Collected>();
const eventsOf = (prospect: string) =>
  api.world.ctx.db
    .selectFrom('events')
    .select(['name', 'props', 'at'])
    .where('prospect', '=', prospect)
    .execute();

describe('track', () => {
  test('the same message twice is one event', async () => {
    const messageId = randomUUID();
    const first = await track({ email: 'a@northwind.example', messageId });
    const again = await track({ email: 'a@northwind.example', messageId });
    expect([first.status, again.status]).toEqual(['stored', 'known']);
    expect(await eventsOf(first.prospect)).toHaveLength(1);
  });

  test('without a message id each is its own', async () => {
    const first = await track({ email: 'b@northwind.example' });
    const again = await track({ email: 'b@northwind.example' });
    expect([first.status, again.status]).toEqual(['stored', 'stored']);
    expect(first.messageId).not.toBe(again.messageId);
  });

  test('twenty at once of somebody unknown make one person', async () => {
    const email = 'crowd@northwind.example';
    const all = await Promise.all(Array.from({ length: 20 }, () => track({ email })));
    expect(new Set(all.map(({ prospect }) => prospect)).size).toBe(1);
    expect(await eventsOf(all[0]?.prospect ?? '')).toHaveLength(20);
  });

  test('somebody goes by id, by address, or by either as userId', async () => {
    const id = await api.world.person({ email: 'd@northwind.example' });
    const said = [
      { prospect: id },
      { email: 'D@northwind.example' },
      { userId: id },
      { userId: 'd@northwind.example' },
    ];
    for (const who of said) expect((await track(who)).prospect).toBe(id);
  });

  test('an event keeps its time, but never one to come', async () => {
    const past = await track({
      email: 'e@northwind.example',
      timestamp: '2026-05-01T10:00:00+02:00',
    });
    expect((await eventsOf(past.prospect))[0]?.at).toBe(Date.UTC(2026, 4, 1, 8));
    const ahead = await track({ email: 'f@northwind.example', timestamp: '2030-01-01T00:00:00Z' });
    expect((await eventsOf(ahead.prospect))[0]?.at).toBe(api.world.now);
  });

  test('what Segment’s libraries send besides is no fault', async () => {
    const body = {
      userId: 'g@northwind.example',
      anonymousId: 'x',
      type: 'track',
      context: { library: { name: 'analytics-node' } },
      integrations: { All: true },
      sentAt: '2026-06-01T09:00:00Z',
      properties: {},
    };
    expect((await track(body)).status).toBe('stored');
  });

  test('replies and deals may be reported', async () => {
    const email = 'h@northwind.example';
    const replied = await track({ email, event: 'mail.replied', properties: { mail: 'hello' } });
    const won = await track({ email, event: 'deal.won', properties: { value: 1200 } });
    expect([replied.status, won.status]).toEqual(['stored', 'stored']);
  });

  test('is understood by the fold: a journey turns', async () => {
    const id = await api.world.person();
    const entry = await api.world.entered(id);
    await track({ prospect: id, event: 'demo.requested', properties: { about: 'prices' } });
    await api.world.fold();
    expect(Object.keys((await api.world.entry(entry)).facts)).toContain('did demo.requested');
  });
});

describe('identify', () => {
  test('tells traits, which the fold writes', async () => {
    const body = { traits: { email: 'i@northwind.example', role: 'buyer', firstName: 'Ines' } };
    const { prospect } = (await api.post('/v1/identify', body)).json<Collected>();
    await api.world.fold();
    const { traits, email } = (await api.get(`/v1/prospects/${prospect}`)).json<{
      traits: object;
      email: string;
    }>();
    expect([email, traits]).toEqual(['i@northwind.example', { role: 'buyer', firstName: 'Ines' }]);
  });

  test('an id goes before the address among the traits', async () => {
    const id = await api.world.person();
    const body = { userId: id, traits: { email: 'j@northwind.example' } };
    expect((await api.post('/v1/identify', body)).json<Collected>().prospect).toBe(id);
  });

  test('an address among the traits that is none is refused', async () => {
    const response = await api.post('/v1/identify', { traits: { email: 'nobody' } });
    expect(response.json()).toMatchObject({ faults: [{ path: '/traits/email' }] });
  });
});
