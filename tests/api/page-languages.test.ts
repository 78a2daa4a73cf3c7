import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceOfConsents } from '../../store/consent-evidence.ts';
import { asksToConfirm, signsUp } from '../store/confirming.ts';
import { ApiWorld, problemOf } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  const names = { de: 'Die Neuigkeiten' };
  const topics = { tips: {}, news: { name: 'The news', names } };
  api = await ApiWorld.open({ house: { topics } });
});
afterAll(() => api.close());

const GERMAN = 'de-AT,de;q=0.9,en;q=0.5';
const ENGLISH = 'en-US,en;q=0.9';

type Asking = Readonly<{ browser?: string; payload?: string; origin?: string }>;
const ask = (url: string, { browser, payload, origin = 'http://localhost' }: Asking = {}) =>
  api.ask({
    url,
    headers: {
      accept: 'text/html',
      ...(browser !== undefined && { 'accept-language': browser }),
      ...(payload !== undefined && {
        origin,
        host: 'localhost',
        'content-type': 'application/x-www-form-urlencoded',
      }),
    },
    ...(payload !== undefined && { method: 'POST', payload }),
  });

async function reads(language: string): Promise<string> {
  const prospect = await api.world.person({ traits: { language } });
  await api.world.fold();
  return prospect;
}
async function signedUp(): Promise<{ prospect: string; url: string }> {
  const prospect = await signsUp(asksToConfirm(api.world), 'news');
  return { prospect, url: api.link('o', `${prospect}.news`) };
}
const one = (body: string, part: RegExp): string => part.exec(body)?.[1]?.trim() ?? '';
const languageOf = (body: string): string => one(body, /<html lang="([^"]*)">/);
/** Where its form goes to, as a browser resolves it. */
const actionOf = (url: string, body: string): string =>
  url + one(body, /<form method="post" action="([^"]*)"/);

describe('the page behind a link', () => {
  test.each([
    ['u', 'Abmelden?'],
    ['p', 'Welche Mails möchten Sie?'],
  ] as const)('%s is German for whoever gets German mails', async (purpose, heading) => {
    for (const tag of ['de', 'de-AT', 'DE_ch']) {
      const url = api.link(purpose, await reads(tag));
      const { body } = await ask(url, { browser: ENGLISH });
      expect([languageOf(body), one(body, /<h1>(.*)<\/h1>/)]).toEqual(['de', heading]);
      expect(body).not.toMatch(/\b(the|you|Unsubscribe|Write to me)\b/);
    }
  });

  test('is in the language of the browser for whoever told us none, or one that we do not have', async () => {
    for (const prospect of [await api.world.person(), await reads('fi')]) {
      const url = api.link('u', prospect);
      expect(languageOf((await ask(url, { browser: GERMAN })).body)).toBe('de');
      expect(languageOf((await ask(url, { browser: 'fi, en;q=0.3, de;q=0.2' })).body)).toBe('en');
      expect(languageOf((await ask(url)).body)).toBe('en');
    }
  });

  test('is English for whoever reads English, whatever their browser says', async () => {
    const { body } = await ask(api.link('p', await reads('en-GB')), { browser: GERMAN });
    expect([languageOf(body), body]).toEqual(['en', expect.stringContaining('The news')]);
  });

  test('goes on in its language when its form is sent', async () => {
    const url = api.link('u', await reads('de'));
    const { body } = await ask(url);
    const done = await ask(actionOf(url, body), { browser: ENGLISH, payload: '' });
    expect([languageOf(done.body), done.body]).toEqual([
      'de',
      expect.stringContaining('<h1>Sie sind abgemeldet</h1>'),
    ]);
  });

  test('unsubscribes whatever stands behind the link', async () => {
    const url = api.link('u', await api.world.person());
    for (const query of ['?language=de&language=en', '?language=', '?language[]=x', '?a=b'])
      expect((await ask(url + query, { payload: '' })).statusCode).toBe(200);
  });

  test('to confirm is German throughout: asked, done and over', async () => {
    const { url } = await signedUp();
    const asked = await ask(url, { browser: GERMAN });
    expect(asked.body).toContain('<h1>Waren Sie das?</h1>');
    const done = await ask(actionOf(url, asked.body), { payload: '' });
    expect(done.body).toContain('zu: <strong>Die Neuigkeiten</strong>.');
    const late = await signedUp();
    api.world.later(31);
    const { body } = await ask(late.url, { browser: GERMAN });
    expect([one(body, /<h1>(.*)<\/h1>/), one(body, /<title>(.*)<\/title>/)]).toEqual([
      'Das lässt sich nicht mehr bestätigen',
      'Das lässt sich nicht mehr bestätigen',
    ]);
  });
});

describe('what is kept of a consent are the words on the page, in its language', () => {
  test.each([
    [GERMAN, ENGLISH, 'Ja, schreiben Sie mir zu: Die Neuigkeiten'],
    [ENGLISH, GERMAN, 'Yes, write to me about: The news'],
  ])('of a button seen by %s and sent by %s', async (seen, sent, words) => {
    const { prospect, url } = await signedUp();
    const { body } = await ask(url, { browser: seen });
    expect(one(body, /<button>([^<]*)<\/button>/)).toBe(words);
    await ask(actionOf(url, body), { browser: sent, payload: '' });
    const [last] = (await evidenceOfConsents(api.world.ctx, prospect)).slice(-1);
    expect(last).toMatchObject({ change: 'confirmed', words });
  });

  test('of a box, though they told us another language while the page stood open', async () => {
    const prospect = await reads('de');
    const url = api.link('p', prospect);
    const { body } = await ask(url);
    const words = `${one(body, /<legend>([^<]*)</)} ${one(body, /value="news">([^<]*)</)}`;
    expect(words).toBe('Schreiben Sie mir zu: Die Neuigkeiten');
    await api.world.did(prospect, 'identify', { language: 'en' });
    expect(languageOf((await ask(url)).body)).toBe('en');
    await ask(actionOf(url, body), { payload: 'was=tips&topic=news' });
    const kept = await evidenceOfConsents(api.world.ctx, prospect);
    expect(kept.slice(-2)).toMatchObject([
      { change: 'withdrawn', words: 'Schreiben Sie mir zu: tips' },
      { change: 'given', words },
    ]);
  });
});

describe('a link or a form that is not taken', () => {
  const headingOf = async (url: string, asking: Asking): Promise<unknown> => {
    const { statusCode, body } = await ask(url, asking);
    return [statusCode, languageOf(body), one(body, /<h1>(.*)<\/h1>/)];
  };
  const NOWHERE = 'Dieser Link führt nirgendwohin';

  test('leads to a page in the language of the browser', async () => {
    for (const url of ['/u/k3.x.y', '/p/k3.x', '/o/x', '/c/k3.a.b', '/u/', '/p', '/u/a/b'])
      expect(await headingOf(url, { browser: GERMAN })).toEqual([404, 'de', NOWHERE]);
    expect(await headingOf('/u/%zz', { browser: GERMAN })).toEqual([
      400,
      'de',
      'Es ist nichts geschehen',
    ]);
    expect(await headingOf('/u/k3.x.y', { browser: ENGLISH })).toEqual([
      404,
      'en',
      'This link leads nowhere',
    ]);
  });

  test('is told of in the language of its page', async () => {
    const url = api.link('p', await reads('de'));
    const action = actionOf(url, (await ask(url)).body);
    const told = 'Es ist nichts geschehen';
    expect(await headingOf(action, { payload: '', origin: 'https://evil.example' })).toEqual([
      403,
      'de',
      told,
    ]);
    expect(await headingOf(action, { payload: 'topic=%00' })).toEqual([422, 'de', told]);
  });

  test('of a rep, and of anything else, stays English', async () => {
    for (const url of ['/h/k3.x.y', '/nothing', '/uu/x'])
      expect(await headingOf(url, { browser: GERMAN })).toEqual([404, 'en', 'Not Found']);
  });

  test('is a problem in English for a program', async () => {
    const headers = { 'accept-language': GERMAN };
    expect(problemOf(await api.ask({ url: '/u/k3.x.y', headers }))).toMatchObject({
      code: 'unknown-link',
      detail: expect.stringContaining('This link is not one of ours') as unknown,
    });
  });
});

test('the log has nothing of whoever read all that, nor in which language', () => {
  expect(api.log.join('\n')).toContain('/p/:token');
  expect(api.log.join('\n')).not.toMatch(/language|de-AT|northwind|@|\/k3\./);
});
