import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLinks } from '../../mail/links.ts';
import { ApiWorld, problemOf } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

const browser = { accept: 'text/html,application/xhtml+xml' };
const form = { ...browser, 'content-type': 'application/x-www-form-urlencoded' };
const oneClick = (url: string) =>
  api.ask({
    method: 'POST',
    url,
    headers: { 'content-type': form['content-type'] },
    payload: 'List-Unsubscribe=One-Click',
  });

describe('the unsubscribe link', () => {
  test('is looked at as often as scanners like, and nothing changes', async () => {
    const url = api.link('u', await api.world.person());
    const before = await api.everything();
    for (const method of ['GET', 'HEAD', 'GET'] as const)
      expect((await api.ask({ method, url, headers: browser })).statusCode).toBe(200);
    expect(await api.everything()).toBe(before);
  });

  test('shows a button, and only as much of the address as its owner needs', async () => {
    const prospect = await api.world.person({ email: 'miriam.okafor@northwind.example' });
    const { body } = await api.ask({ url: api.link('u', prospect), headers: browser });
    expect(body).toContain('<form method="post" action="?language=en">');
    expect(body).toContain('m•••@northwind.example');
    expect(body).not.toContain('okafor');
  });

  test('unsubscribes with one click: no key, no cookie, no origin, 200', async () => {
    const prospect = await api.world.person();
    const entry = await api.world.entered(prospect);
    const response = await oneClick(api.link('u', prospect));
    expect([response.statusCode, response.headers['set-cookie']]).toEqual([200, undefined]);
    const person = (await api.get(`/v1/prospects/${prospect}`)).json<{
      suppressed: object;
      consents: { withdrawnAt: string | null }[];
    }>();
    expect(person.suppressed).toMatchObject({ reason: 'unsubscribed', source: 'one-click' });
    expect(person.consents.map(({ withdrawnAt }) => withdrawnAt)).not.toContain(null);
    expect((await api.world.entry(entry)).status).toBe('closed');
  });

  test('said twice changes nothing more', async () => {
    const url = api.link('u', await api.world.person());
    await oneClick(url);
    const before = await api.everything();
    expect((await oneClick(url)).statusCode).toBe(200);
    expect(await api.everything()).toBe(before);
  });

  test.each([
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--'],
    ['text/plain', ''],
    ['application/json', '{'],
  ])('takes whatever mail providers send: %s', async (type, payload) => {
    const prospect = await api.world.person();
    const headers = { 'content-type': type, origin: 'https://mail.example' };
    const url = api.link('u', prospect);
    expect((await api.ask({ method: 'POST', url, headers, payload })).statusCode).toBe(200);
  });

  test('without any body it works too', async () => {
    const url = api.link('u', await api.world.person());
    expect((await api.ask({ method: 'POST', url })).statusCode).toBe(200);
  });

  test('pressed by a person it answers with a page', async () => {
    const url = api.link('u', await api.world.person());
    const response = await api.ask({ method: 'POST', url, headers: form, payload: '' });
    expect(response.body).toContain('You are unsubscribed');
    expect((await api.ask({ url, headers: browser })).body).toContain('You are unsubscribed');
  });

  test('that somebody else signed is none', async () => {
    const prospect = await api.world.person();
    const theirs = createLinks([{ id: 'k1', secret: 'x'.repeat(40) }], 'http://x');
    const forged = new URL(theirs.url('u', prospect)).pathname;
    const before = await api.everything();
    expect((await oneClick(forged)).statusCode).toBe(404);
    expect((await oneClick(api.link('h', prospect).replace('/h/', '/u/'))).statusCode).toBe(404);
    expect((await oneClick(api.link('u', prospect).slice(0, -1))).statusCode).toBe(404);
    expect(await api.everything()).toBe(before);
  });
});

describe('the link in a rep’s mail', () => {
  const offered = async () => {
    const { run, handoff } = await api.offered({
      traits: { role: 'buyer', firstName: 'Nora', lastName: 'Lind' },
    });
    return { run, handoff, url: api.link('h', `${handoff.id}.rosa`) };
  };
  const say = (url: string, payload: string, headers: object = {}) =>
    api.ask({
      method: 'POST',
      url,
      headers: { ...form, host: 'localhost', origin: 'http://localhost', ...headers },
      payload,
    });

  test('shows the packet and changes nothing', async () => {
    const { url } = await offered();
    const before = await api.everything();
    const { statusCode, body } = await api.ask({ url, headers: browser });
    expect(statusCode).toBe(200);
    for (const said of ['Nora Lind', 'Demo requested', 'Ask.', 'Accept', 'Reject'])
      expect(body).toContain(said);
    expect(await api.everything()).toBe(before);
  });

  test('answers as the rep it was sent to, whatever the form says', async () => {
    const { url, handoff } = await offered();
    const response = await say(url, 'verb=accept&rep=sam');
    expect(response.body).toContain('Rosa accepted it');
    expect(await api.handoff(handoff.id)).toMatchObject({ state: 'accepted', rep: 'rosa' });
  });

  test('rejects with a reason and a note', async () => {
    const { url, handoff } = await offered();
    await say(url, 'verb=reject&reason=not-ready&note=next+spring');
    expect(await api.handoff(handoff.id)).toMatchObject({
      state: 'rejected',
      reason: 'not-ready',
      note: 'next spring',
    });
  });

  test('dies with its offer: 410, and what became of it', async () => {
    const { url, handoff } = await offered();
    await api.post(`/v1/handoffs/${handoff.id}/accept`, { rep: 'sam' });
    const looked = await api.ask({ url, headers: browser });
    expect([looked.statusCode, looked.body]).toEqual([
      410,
      expect.stringContaining('Sam accepted it just now.'),
    ]);
    const said = await say(url, 'verb=reject&reason=not-ready');
    expect(said.statusCode).toBe(410);
    expect((await api.handoff(handoff.id)).state).toBe('accepted');
  });

  test('a reason that is none keeps the offer and shows the form again', async () => {
    const { url, handoff } = await offered();
    const response = await say(url, 'verb=reject&reason=mood');
    expect([response.statusCode, response.body]).toEqual([
      422,
      expect.stringContaining('no reason ‘mood’'),
    ]);
    expect((await api.handoff(handoff.id)).state).toBe('offered');
  });

  test('a form from a foreign page is refused', async () => {
    const { url, handoff } = await offered();
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example'])
      expect((await say(url, 'verb=accept', { origin })).statusCode).toBe(403);
    expect((await api.handoff(handoff.id)).state).toBe('offered');
  });

  test('that names nobody, or is cut off, is 404', async () => {
    const { handoff, url } = await offered();
    const nameless = api.link('h', handoff.id);
    for (const bad of [nameless, url.slice(0, -2), '/h/x', '/h/k1.AAAA.BBBB'])
      expect(problemOf(await api.ask({ url: bad })).code).toBe('unknown-link');
  });
});
