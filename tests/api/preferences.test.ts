import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceOfConsents } from '../../store/consent-evidence.ts';
import { claim } from '../../store/claim.ts';
import { erase } from '../../store/erase.ts';
import { letGo } from '../../store/fence.ts';
import { changePreferences } from '../../store/preferences.ts';
import { suppress } from '../../store/suppressions.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { only } from '../store/world.ts';
import { ApiWorld } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

const headers = {
  accept: 'text/html',
  'content-type': 'application/x-www-form-urlencoded',
  host: 'localhost',
  origin: 'http://localhost',
};
const send = (prospect: string, payload: string, more: object = {}) =>
  api.ask({
    method: 'POST',
    url: api.link('p', prospect),
    headers: { ...headers, ...more },
    payload,
  });
const look = (prospect: string) =>
  api.ask({ url: api.link('p', prospect), headers: { accept: 'text/html' } });
const somebody = () =>
  api.world.person({
    consents: ['tips', 'news', 'receipts'].map((topic) => ({
      topic,
      basis: 'consent' as const,
      source: 'form',
      at: api.world.ctx.now() - 1_000,
      words: `I want ${topic}.`,
    })),
  });
type Person = Readonly<{
  suppressed: { reason: string } | null;
  consents: readonly { topic: string; withdrawnAt: string | null }[];
}>;
const personOf = async (id: string): Promise<Person> =>
  (await api.get(`/v1/prospects/${id}`)).json<Person>();
const mailable = async (id: string): Promise<readonly string[]> =>
  (await personOf(id)).consents.flatMap(({ topic, withdrawnAt }) =>
    withdrawnAt === null ? [topic] : [],
  );

describe('the page of preferences', () => {
  test('is looked at as often as scanners like, and nothing changes', async () => {
    const url = api.link('p', await somebody());
    const before = await api.everything();
    for (const method of ['GET', 'HEAD', 'GET'] as const)
      expect((await api.ask({ method, url, headers: { accept: 'text/html' } })).statusCode).toBe(
        200,
      );
    expect(await api.everything()).toBe(before);
  });

  test('shows what they get, not what belongs to a service, and not their address', async () => {
    const prospect = await api.world.person({ email: 'miriam.okafor@northwind.example' });
    const { body } = await look(prospect);
    expect(body).toContain('The news');
    expect(body).not.toContain('receipts');
    expect(body).toContain('m•••@northwind.example');
    expect(body).not.toContain('okafor');
  });

  test('takes away one topic and leaves the others', async () => {
    const prospect = await somebody();
    const { statusCode, body } = await send(prospect, 'was=tips&was=news&topic=news');
    expect([statusCode, body]).toEqual([200, expect.stringContaining('It is saved')]);
    expect(await mailable(prospect)).toEqual(['news', 'receipts']);
    expect((await personOf(prospect)).suppressed).toBeNull();
  });

  test('gives a topic, with the words that they saw', async () => {
    const prospect = await somebody();
    await send(prospect, 'was=tips&was=news&topic=tips');
    api.world.later(1);
    await send(prospect, 'was=tips&topic=tips&topic=news');
    expect(await mailable(prospect)).toEqual(['news', 'receipts', 'tips']);
    const said = await evidenceOfConsents(api.world.ctx, prospect);
    expect(said.filter(({ topic }) => topic === 'news')).toMatchObject([
      { change: 'given', source: 'form', words: 'I want news.' },
      { change: 'withdrawn', source: 'preferences page', words: 'Write to me about: The news' },
      {
        change: 'given',
        basis: 'consent',
        source: 'preferences page',
        words: 'Write to me about: The news',
      },
    ]);
  });

  test('said twice changes nothing more', async () => {
    const prospect = await somebody();
    await send(prospect, 'was=tips&was=news&topic=news');
    const before = await api.everything();
    await send(prospect, 'was=tips&was=news&topic=news');
    expect(await api.everything()).toBe(before);
  });

  test('that stood open in a tab gives back nothing that was taken back meanwhile', async () => {
    const prospect = await somebody();
    await unsubscribe(api.world.ctx, { prospect, source: 'one-click' });
    await send(prospect, 'was=tips&was=news&topic=tips&topic=news');
    expect(await mailable(prospect)).toEqual([]);
    expect((await personOf(prospect)).suppressed).not.toBeNull();
  });

  test('unsubscribes from everything, and a topic asked for later undoes that for this topic alone', async () => {
    const prospect = await somebody();
    const { body } = await send(prospect, 'everything=off');
    expect(body).toContain('We will not write to you again');
    expect(await mailable(prospect)).toEqual([]);
    expect((await personOf(prospect)).suppressed).toMatchObject({ reason: 'unsubscribed' });
    api.world.later(1);
    await send(prospect, 'topic=news');
    expect(await mailable(prospect)).toEqual(['news']);
    expect((await personOf(prospect)).suppressed).toBeNull();
  });

  test('does not undo what is not theirs to undo: a bounce or a complaint', async () => {
    const { ctx } = api.world;
    const prospect = await somebody();
    const row = await ctx.db
      .selectFrom('prospects')
      .select('address_hash')
      .where('id', '=', prospect)
      .executeTakeFirstOrThrow();
    await ctx.db
      .transaction()
      .execute((tx) =>
        suppress(
          tx,
          [{ prospect, addressHash: row.address_hash, reason: 'complaint', source: 'provider' }],
          ctx.now(),
        ),
      );
    expect((await look(prospect)).body).not.toContain('<form');
    await send(prospect, 'topic=news');
    expect((await personOf(prospect)).suppressed).toMatchObject({ reason: 'complaint' });
  });

  test('takes no topic that the house does not offer', async () => {
    const prospect = await api.world.person();
    const before = await api.everything();
    await send(prospect, 'was=tips&topic=tips&topic=receipts&topic=casino');
    expect(await api.everything()).toBe(before);
  });

  test('takes back a mail that is claimed on the topic', async () => {
    const run = await api.world.newcomer();
    const ask = () => claim(api.world.ctx, run.asks('nurture.hello', { kind: 'touch' }));
    const { token } = only(await ask(), 'claimed');
    await send(run.prospect, 'was=tips');
    expect(await letGo(api.world.ctx, token, { subject: '', templateHash: '' })).toBe(false);
    expect(only(await ask(), 'skipped').reason).toMatch(/consent/);
  });

  test('is refused from a foreign page, and without a token of ours', async () => {
    const prospect = await somebody();
    const before = await api.everything();
    expect(
      (await send(prospect, 'everything=off', { origin: 'https://evil.example' })).statusCode,
    ).toBe(403);
    const url = api.link('u', prospect).replace('/u/', '/p/');
    expect(
      (await api.ask({ method: 'POST', url, headers, payload: 'everything=off' })).statusCode,
    ).toBe(404);
    expect(await api.everything()).toBe(before);
  });

  test('is one click away from the page of the other link', async () => {
    const prospect = await somebody();
    const { body } = await api.ask({
      url: api.link('u', prospect),
      headers: { accept: 'text/html' },
    });
    expect(body).toContain(api.link('p', prospect));
  });
});

test('what was said of consents can be shown as proof, oldest first', async () => {
  const id = await somebody();
  await send(id, 'topic=tips&topic=receipts&was=tips&was=news');
  const { evidence } = (await api.get(`/v1/prospects/${id}/consents`)).json<{
    evidence: readonly Record<string, unknown>[];
  }>();
  expect(evidence.map(({ topic, change }) => `${String(topic)} ${String(change)}`)).toEqual([
    'tips given',
    'news given',
    'receipts given',
    'news withdrawn',
  ]);
  expect(evidence[0]).toMatchObject({
    basis: 'consent',
    source: 'form',
    words: 'I want tips.',
    saidAt: expect.stringMatching(/Z$/) as string,
  });
  expect(evidence[3]).toMatchObject({ source: 'preferences page' });
});

test('whoever was erased is offered nothing, and leaves no new trace', async () => {
  const id = await somebody();
  await erase(api.world.ctx, { prospect: id, source: 'test' });
  const before = await evidenceOfConsents(api.world.ctx, id);
  const page = await look(id);
  expect(page.statusCode).toBe(404);
  expect((await send(id, 'topic=tips')).statusCode).toBe(404);
  const chosen = { prospect: id, give: ['tips'], withdraw: [], source: 'test', words: {} };
  await changePreferences(api.world.ctx, chosen);
  expect(await evidenceOfConsents(api.world.ctx, id)).toEqual(before);
});
