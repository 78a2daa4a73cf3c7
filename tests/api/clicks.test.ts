import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkOf, parseProxies } from '../../api/public/visitor.ts';
import { clickId } from '../../mail/click-id.ts';
import { linkName } from '../../mail/link-name.ts';
import { createLinks } from '../../mail/links.ts';
import { judgeSome } from '../../store/judge-fetches.ts';
import { type Mailed, mailed } from '../store/mailed.ts';
import { ApiWorld, problemOf } from './api-world.ts';

const TARGET = 'https://site.example/tips?a=1&b=ä b#top';
const LINK = linkName(TARGET);
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36';
const browser = { accept: 'text/html', 'user-agent': CHROME };

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open({ proxies: parseProxies(['127.0.0.1', '10.0.0.0/8']) });
});
afterAll(() => api.close());

const someone = (): Promise<Mailed> => mailed(api.world, { [LINK]: TARGET });
const pathOf = ({ messageId }: Mailed, link = LINK): string =>
  new URL(api.links.url('c', clickId(messageId, link))).pathname;
type Clicks = { clicks: Record<string, unknown>[] };
const clicksOf = async ({ prospect }: Mailed): Promise<Clicks['clicks']> =>
  (await api.get(`/v1/prospects/${prospect}/clicks`)).json<Clicks>().clicks;

describe('a link in a mail', () => {
  test('leads on at once, and nobody on the way keeps it', async () => {
    const { statusCode, headers } = await api.ask({
      url: pathOf(await someone()),
      headers: browser,
    });
    expect([statusCode, headers.location]).toEqual([
      302,
      'https://site.example/tips?a=1&b=%C3%A4%20b#top',
    ]);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('answers HEAD the same', async () => {
    const one = await someone();
    const { statusCode, headers } = await api.ask({ method: 'HEAD', url: pathOf(one) });
    expect([statusCode, headers.location?.slice(0, 25)]).toEqual([
      302,
      'https://site.example/tips',
    ]);
    expect(await clicksOf(one)).toMatchObject([{ method: 'HEAD' }]);
  });

  test('changes nothing but that it was fetched', async () => {
    const one = await someone();
    const before = await api.everything();
    for (const method of ['GET', 'HEAD', 'GET'] as const)
      await api.ask({ method, url: pathOf(one), headers: browser });
    expect(await api.everything()).toBe(before);
    expect(await clicksOf(one)).toHaveLength(3);
  });

  test('works years later, when keys were replaced', async () => {
    const one = await someone();
    const old = new URL(api.linksOnce.url('c', clickId(one.messageId, LINK))).pathname;
    expect((await api.ask({ url: old })).statusCode).toBe(302);
  });

  test('leads where the mail says, whatever is added to it', async () => {
    const url = `${pathOf(await someone())}?url=https://evil.example&to=//evil.example`;
    expect((await api.ask({ url })).headers.location).toContain('https://site.example/tips');
  });

  test('that is not ours is a page that says so, and leads nowhere', async () => {
    const one = await someone();
    const theirs = createLinks([{ id: 'k3', secret: 'x'.repeat(40) }], 'http://x');
    const forged = new URL(theirs.url('c', clickId(one.messageId, LINK))).pathname;
    const ofNobody = pathOf({ ...one, messageId: `<${'e'.repeat(40)}@x>` });
    const unsubscribe = api.link('u', one.prospect).replace('/u/', '/c/');
    const cut = pathOf(one).slice(0, -1);
    const notThis = pathOf(one, '0123456789ab');
    for (const url of [
      forged,
      ofNobody,
      unsubscribe,
      cut,
      notThis,
      '/c/x',
      '/c/https:%2F%2Fevil',
    ]) {
      const answer = await api.ask({ url });
      expect([problemOf(answer).code, answer.headers.location]).toEqual([
        'unknown-link',
        undefined,
      ]);
    }
    const page = await api.ask({ url: forged, headers: browser });
    expect([page.statusCode, page.body]).toEqual([404, expect.stringContaining('Copy the whole')]);
    expect(await clicksOf(one)).toEqual([]);
  });

  test('is not logged', async () => {
    const path = pathOf(await someone());
    await api.ask({ url: path, headers: browser });
    expect(api.log.join('\n')).not.toContain(path.slice(3));
  });
});

describe('what is kept of whoever fetches', () => {
  const from = async (address: string, headers: object = {}): Promise<unknown> => {
    const one = await someone();
    const given = { ...browser, 'x-forwarded-for': address, ...headers };
    await api.ask({ url: pathOf(one), headers: given });
    return (await clicksOf(one))[0];
  };

  test('is no more of the address than the network', async () => {
    expect(await from('203.0.113.77')).toMatchObject({ network: '203.0.113.0/24', agent: CHROME });
    expect(await from('2001:db8:1234:5678::9')).toMatchObject({ network: '2001:db8:1234::/48' });
  });

  test('is the last address that is no proxy of ours: what stands before it may be made up', async () => {
    expect(await from('1.2.3.4, 203.0.113.77, 10.1.1.1')).toMatchObject({
      network: '203.0.113.0/24',
    });
    expect(await from('1.2.3.4, nonsense')).toMatchObject({ network: null });
  });

  test('is nothing of an address that is nobody’s', async () => {
    expect(await from('192.168.1.7')).toMatchObject({ network: null });
  });

  test('is that nobody has asked for the page yet, where it says so', async () => {
    const one = await someone();
    const headers = { ...browser, 'sec-purpose': 'prefetch;prerender' };
    await api.ask({ url: pathOf(one), headers });
    api.world.later(1);
    while ((await judgeSome(api.world.ctx)) > 0);
    expect((await clicksOf(one))[0]).toMatchObject({ human: false });
    expect((await clicksOf(one))[0]?.['reasons']).toContain('prefetch');
  });

  test.each([
    ['203.0.113.9', '203.0.113.0/24'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['2001:DB8:a:b:c:d:e:f', '2001:db8:a::/48'],
    ['127.0.0.1', undefined],
    ['::1', undefined],
    ['fe80::1', undefined],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

test('whoever follows a link is shown with the verdict, and so is a look at the way out', async () => {
  const one = await someone();
  api.world.later(0.01);
  await api.ask({ url: pathOf(one), headers: browser });
  api.world.later(0.01);
  await api.ask({ url: api.link('u', one.prospect), headers: browser });
  await api.ask({ url: api.link('p', one.prospect), headers: browser });
  expect((await clicksOf(one)).map(({ human }) => human)).toEqual([null, null, null]);
  api.world.later(0.01);
  while ((await judgeSome(api.world.ctx)) > 0);
  const shown = await clicksOf(one);
  expect(shown.map(({ target, mail }) => [target, mail])).toEqual([
    ['p', null],
    ['u', null],
    [TARGET, 'hello'],
  ]);
  expect(shown.at(-1)).toMatchObject({ human: true, reasons: [], told: true });
});

describe('PERENNIAL_PROXIES', () => {
  test.each(['proxy.internal', '10.0.0.0/33', '10.0.0.0/x', '1.2.3', '::/129'])(
    'is refused as %s, by its name and without its value',
    (text) => {
      const failing = (): unknown => parseProxies([text]);
      expect(failing).toThrow(/PERENNIAL_PROXIES/);
      expect(failing).not.toThrow(new RegExp(text.replaceAll('.', String.raw`\.`)));
    },
  );
});
