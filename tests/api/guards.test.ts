import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiWorld } from './api-world.ts';

let api: ApiWorld;
let port: number;
beforeAll(async () => {
  api = await ApiWorld.open();
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  port = (api.app.server.address() as AddressInfo).port;
});
afterAll(() => api.close());

type Said = Readonly<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>;
type Asking = Readonly<{
  path: string;
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}>;

/** Over a real socket: what a browser, and whoever plays one, really sends. */
async function ask({ path, method = 'GET', headers = {}, body }: Asking): Promise<Said> {
  const asking = request({ host: '127.0.0.1', port, path, method, headers });
  asking.end(body);
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    body: await text(answer),
  };
}
const html = { accept: 'text/html' };

describe('the Host', () => {
  test.each(['evil.example', `evil.example:7300`, '127.0.0.1.evil.example', 'localhost.'])(
    '“%s” is 421 on every path',
    async (host) => {
      for (const path of ['/', '/v1/handoffs', '/health', '/style.css', '/nothing', '/u/x'])
        expect([path, (await ask({ path, headers: { host } })).status]).toEqual([path, 421]);
    },
  );

  test('that is not said is 421', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.end('GET / HTTP/1.0\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 421 /);
  });

  test('of ours is taken, with any port where none is named', async () => {
    for (const host of ['localhost', '127.0.0.1', `LOCALHOST:${port}`])
      expect((await ask({ path: '/health', headers: { host } })).status).toBe(200);
  });

  test('with a port is ours only at that port', async () => {
    const strict = await ApiWorld.open({ allowedHosts: ['localhost:7300'] });
    const from = async (host: string) =>
      (await strict.ask({ url: '/health', headers: { host } })).statusCode;
    expect([await from('localhost:7300'), await from('localhost:7301')]).toEqual([200, 421]);
    await strict.close();
  });

  test('the refusal shows nothing of what is here', async () => {
    const { body } = await ask({ path: '/', headers: { host: 'evil.example', ...html } });
    expect(body).toContain('does not answer to the host');
    expect(body).not.toContain('Where everybody is');
  });
});

describe('a form', () => {
  const send = (path: string, headers: Readonly<Record<string, string>>, body: string) =>
    ask({
      path,
      method: 'POST',
      headers: { ...html, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });

  /** As the page gives it: the cookie and the token in the form. */
  async function openForm(path: string) {
    const { headers, body } = await ask({ path, headers: html });
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    const [, token = ''] = /name="form_token" value="([^"]+)"/.exec(body) ?? [];
    return { cookie, token, setCookie: String(headers['set-cookie']) };
  }
  const own = () => ({ origin: `http://127.0.0.1:${port}` });

  test('from its own page is taken', async () => {
    const { handoff } = await api.offered();
    const path = `/handoffs/${handoff.id}`;
    const { cookie, token, setCookie } = await openForm(path);
    expect(setCookie).toMatch(/HttpOnly; SameSite=Strict$/);
    const body = `verb=accept&rep=rosa&form_token=${token}`;
    const said = await send(path, { ...own(), cookie }, body);
    expect([said.status, said.headers['location']]).toEqual([303, path]);
    expect(await api.handoff(handoff.id)).toMatchObject({ state: 'accepted', rep: 'rosa' });
  });

  test.each([
    ['from a foreign origin', { origin: 'https://evil.example' }],
    ['from a sandbox', { origin: 'null' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['without an origin', {}],
  ])('%s is 403, and nothing is done', async (_, headers: Readonly<Record<string, string>>) => {
    const { handoff } = await api.offered();
    const path = `/handoffs/${handoff.id}`;
    const { cookie, token } = await openForm(path);
    const body = `verb=accept&rep=rosa&form_token=${token}`;
    const said = await send(path, { ...headers, cookie }, body);
    expect([said.status, said.body]).toEqual([403, expect.stringContaining('nothing was done')]);
    expect((await api.handoff(handoff.id)).state).toBe('offered');
  });

  test.each([
    ['no token', (given: { cookie: string; token: string }) => ({ ...given, token: '' })],
    ['another token', (given) => ({ ...given, token: given.token.toUpperCase() })],
    ['no cookie', (given) => ({ ...given, cookie: '' })],
    [
      'a cookie and a token of nothing',
      (given) => ({ ...given, cookie: 'perennial-form=', token: '' }),
    ],
  ] as readonly (readonly [
    string,
    (given: { cookie: string; token: string }) => { cookie: string; token: string },
  ])[])('with %s is 403', async (_, change) => {
    const { handoff } = await api.offered();
    const path = `/handoffs/${handoff.id}`;
    const { cookie, token } = change(await openForm(path));
    const body = `verb=accept&rep=rosa&form_token=${token}`;
    expect((await send(path, { ...own(), cookie }, body)).status).toBe(403);
    expect((await api.handoff(handoff.id)).state).toBe('offered');
  });

  test('that lost the race shows what holds now', async () => {
    const { handoff } = await api.offered();
    const path = `/handoffs/${handoff.id}`;
    const { cookie, token } = await openForm(path);
    await api.post(`/v1/handoffs/${handoff.id}/accept`, { rep: 'sam' });
    const said = await send(path, { ...own(), cookie }, `verb=accept&rep=rosa&form_token=${token}`);
    expect([said.status, said.body]).toEqual([
      409,
      expect.stringContaining('Too late: Sam accepted it just now.'),
    ]);
  });
});

describe('pages', () => {
  test('carry a policy that lets nothing foreign in, and no upgrade on plain http', async () => {
    const { headers } = await ask({ path: '/', headers: html });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['cache-control']).toBe('no-store');
  });

  test('that are not there are told of in HTML to browsers', async () => {
    const { status, body } = await ask({ path: '/nothing', headers: html });
    expect([status, body]).toEqual([404, expect.stringContaining('<h1>Not Found</h1>')]);
  });

  test('escape what people are called', async () => {
    const id = await api.world.person({ traits: { firstName: '<script>alert(1)</script>' } });
    await api.world.fold();
    const { body } = await ask({ path: `/prospects/${id}`, headers: html });
    expect(body).toContain('&lt;script&gt;');
    expect(body).not.toContain('<script>');
  });

  test('change nothing by being looked at', async () => {
    const { run, handoff } = await api.offered();
    const before = await api.everything();
    for (const path of [
      '/',
      `/prospects/${run.prospect}`,
      `/handoffs/${handoff.id}`,
      '/temporal-columns',
      '/login',
    ])
      expect([path, (await ask({ path, headers: html })).status]).toEqual([path, 200]);
    for (const path of ['/v1/handoffs', '/v1/holds', '/v1/reports/stages'])
      expect((await api.get(path)).statusCode).toBe(200);
    expect((await api.get(`/v1/prospects/${run.prospect}/explain`)).statusCode).toBe(200);
    expect(await api.everything()).toBe(before);
  });
});

describe('off loopback', () => {
  let far: ApiWorld;
  beforeAll(async () => {
    far = await ApiWorld.open({ loopback: false, allowedHosts: ['perennial.example'] });
  });
  afterAll(() => far.close());
  const host = 'perennial.example';
  const asBrowser = (url: string, headers: object = {}) =>
    far.ask({ url, headers: { ...html, host, ...headers } });

  async function login(key: string, next = '/') {
    const { headers, body } = await asBrowser('/login');
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    const [, token = ''] = /name="form_token" value="([^"]+)"/.exec(body) ?? [];
    return far.ask({
      method: 'POST',
      url: '/login',
      headers: {
        ...html,
        host,
        cookie,
        origin: `https://${host}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ key, next, form_token: token }).toString(),
    });
  }

  test('a page asks who is there, and goes on where one wanted to go', async () => {
    const page = await asBrowser('/handoffs/x?y=1');
    expect([page.statusCode, page.headers['location']]).toEqual([
      303,
      '/login?next=%2Fhandoffs%2Fx%3Fy%3D1',
    ]);
    const entered = await login(far.key, '/prospects?email=a');
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/prospects?email=a']);
    const set = String(entered.headers['set-cookie']);
    expect(set).toMatch(/^__Host-perennial-key=.*Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const cookie = set.split(';')[0] ?? '';
    expect((await asBrowser('/', { cookie })).body).toContain('Where everybody is');
  });

  test('a key that does not fit opens nothing, and it is said why', async () => {
    const wrong = await login('pk_real_x');
    expect([wrong.statusCode, wrong.body]).toEqual([
      401,
      expect.stringContaining('the key belongs to “real”'),
    ]);
    const cookie = '__Host-perennial-key=pk_demo_made-up';
    expect((await asBrowser('/', { cookie })).statusCode).toBe(303);
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example'])(
    'the login leads to no other site: %s',
    async (next) => {
      expect((await login(far.key, next)).headers.location).toBe('/');
    },
  );

  test('links for everybody need no login, and https is insisted on', async () => {
    const url = far.link('u', await far.world.person());
    const { statusCode, headers } = await asBrowser(url);
    expect([statusCode, headers['strict-transport-security']]).toEqual([
      200,
      expect.stringContaining('max-age'),
    ]);
  });
});

describe('a body that does not come', () => {
  const begun = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 9\r\n`;

  test('is not waited for, wherever somebody without a key may send one', async () => {
    const hasty = await ApiWorld.open({ bodyPatience: 200, mailgunKey: 'm'.repeat(16) });
    await hasty.app.listen({ host: '127.0.0.1', port: 0 });
    const { port: at } = hasty.app.server.address() as AddressInfo;
    const paths = ['/u/x', '/p/x', '/login', '/hooks/mailgun', '/v1/track', '/nothing'];
    const ended: string[] = [];
    for (const path of paths) {
      const socket = connect(at, '127.0.0.1').on('error', () => {});
      socket.write(`${begun(path)}\r\nx`);
      socket.resume();
      await once(socket, 'close');
      ended.push(path);
    }
    expect(ended).toEqual(paths); // or it waits for ever
    await hasty.close();
  });

  test('is waited for where it is a file, and does not touch who has said all', async () => {
    const hasty = await ApiWorld.open({ bodyPatience: 200 });
    await hasty.app.listen({ host: '127.0.0.1', port: 0 });
    const { port: at } = hasty.app.server.address() as AddressInfo;
    const file = connect(at, '127.0.0.1');
    const done = connect(at, '127.0.0.1');
    const ended: string[] = [];
    file.once('close', () => ended.push('file'));
    done.once('close', () => ended.push('done'));
    file.write(`${begun('/v1/imports?map=leads')}Authorization: Bearer ${hasty.key}\r\n\r\nx`);
    done.write(`${begun('/u/x')}\r\n${'x'.repeat(9)}`);
    file.resume(); // a socket that nobody reads does not say that it was closed
    done.resume();
    await once(done, 'data');
    const slow = connect(at, '127.0.0.1').on('error', () => {});
    slow.write(`${begun('/u/x')}\r\nx`);
    slow.resume();
    await once(slow, 'close'); // began last: the others have had their time
    expect(ended).toEqual([]);
    for (const socket of [file, done]) socket.destroy();
    await hasty.close();
  });
});
