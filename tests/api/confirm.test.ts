import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { asksToConfirm, signsUp } from '../store/confirming.ts';
import { ApiWorld } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

const browser = { accept: 'text/html' };
const form = {
  ...browser,
  host: 'localhost',
  origin: 'http://localhost',
  'content-type': 'application/x-www-form-urlencoded',
};
async function signedUp() {
  const prospect = await signsUp(asksToConfirm(api.world), 'news');
  return { prospect, url: api.link('o', `${prospect}.news`) };
}
const press = (url: string, headers: Readonly<Record<string, string>> = form) =>
  api.ask({ method: 'POST', url, headers, payload: '' });
const pendingOf = async (prospect: string): Promise<unknown> =>
  (await api.get(`/v1/prospects/${prospect}`)).json<{ consents: { pendingUntil: unknown }[] }>()
    .consents[0]?.pendingUntil;

describe('the link in a mail that asks for a confirmation', () => {
  test('is looked at as often as scanners like, and nothing is confirmed', async () => {
    const { prospect, url } = await signedUp();
    const before = await api.everything();
    for (const method of ['GET', 'HEAD', 'GET'] as const)
      expect((await api.ask({ method, url, headers: browser })).statusCode).toBe(200);
    expect(await api.everything()).toBe(before);
    expect(await pendingOf(prospect)).not.toBeNull();
  });

  test('works for a topic with as long a name as a house may give it', async () => {
    const topic = 'н'.repeat(80);
    const ctx = asksToConfirm(api.world);
    const topics = { ...ctx.house.topics, [topic]: { name: 'All', confirm: 'please-confirm' } };
    const prospect = await signsUp({ ...ctx, house: { ...ctx.house, topics } }, topic);
    expect(await pendingOf(prospect)).not.toBeNull();
    await press(api.link('o', `${prospect}.${topic}`));
    expect(await pendingOf(prospect)).toBeNull();
  });

  test('has a button that confirms, and says so afterwards', async () => {
    const { prospect, url } = await signedUp();
    const shown = (await api.ask({ url, headers: browser })).body;
    expect(shown).toMatch(
      /<form method="post" action="\?language=en">\s*<button>Yes, write to me about: The news<\/button>/,
    );
    expect(shown).not.toMatch(/signs-up-\d/);
    expect((await press(url)).body).toContain('Thank you, it is confirmed');
    expect(await pendingOf(prospect)).toBeNull();
    expect((await press(url)).body).toContain('Thank you, it is confirmed');
    expect((await api.ask({ url, headers: browser })).body).toContain('Thank you');
  });

  test('keeps the words on the button as evidence, and nothing of the machine that pressed it', async () => {
    const { prospect, url } = await signedUp();
    await press(url, { ...form, 'user-agent': 'Robot/1', 'x-forwarded-for': '192.0.2.7' });
    const rows = await api.world.ctx.db
      .selectFrom('consent_evidence')
      .selectAll()
      .where('prospect', '=', prospect)
      .execute();
    expect(rows.at(-1)).toMatchObject({
      change: 'confirmed',
      source: 'confirmation link',
      words: 'Yes, write to me about: The news',
    });
    expect(JSON.stringify(rows)).not.toMatch(/192\.0\.2|Robot/);
  });

  test('leaves the box on the preferences page empty until then; a tick there confirms as well', async () => {
    const { prospect } = await signedUp();
    const page = api.link('p', prospect);
    const ticked = /name="topic" value="news" checked/;
    expect((await api.ask({ url: page, headers: browser })).body).not.toMatch(ticked);
    api.world.later(1);
    const payload = 'topic=news';
    const saved = await api.ask({ method: 'POST', url: page, headers: form, payload });
    expect(saved.body).toMatch(ticked);
    expect(await pendingOf(prospect)).toBeNull();
  });

  test('is over when it ran out or was taken back: nothing is confirmed any more', async () => {
    const { prospect, url } = await signedUp();
    await unsubscribe(api.world.ctx, { prospect, source: 'test' });
    expect((await press(url)).body).toContain('can no longer be confirmed');
    const late = await signedUp();
    api.world.later(30);
    expect((await api.ask({ url: late.url, headers: browser })).body).not.toContain('<button>');
    expect((await press(late.url)).body).toContain('can no longer be confirmed');
  });

  test('a form of a foreign page, a link of another purpose or with another topic confirm nothing', async () => {
    const { prospect, url } = await signedUp();
    const before = await api.everything();
    expect((await press(url, { ...form, origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await press(api.link('h', `${prospect}.news`).replace('/h/', '/o/'))).statusCode).toBe(
      404,
    );
    expect((await press(url.slice(0, -1))).statusCode).toBe(404);
    expect((await press(api.link('o', prospect))).statusCode).toBe(404);
    expect((await press(api.link('o', `${prospect}.tips`))).body).toContain('no longer');
    expect(await api.everything()).toBe(before);
  });
});
