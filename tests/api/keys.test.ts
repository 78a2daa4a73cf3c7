import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addApiKey } from '../../store/api-keys.ts';
import { ApiWorld, problemOf } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

const saying = (authorization: string) =>
  api.ask({ url: '/v1/handoffs', headers: { authorization } });

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

describe('a key', () => {
  test('of this world opens the API', async () => {
    expect((await api.get('/v1/handoffs')).statusCode).toBe(200);
  });

  test('that is missing is 401, with the way to show one', async () => {
    const response = await api.ask({ url: '/v1/handoffs' });
    expect(problemOf(response)).toMatchObject({ status: 401, code: 'missing-key' });
    expect(response.headers['www-authenticate']).toMatch(/^Bearer /);
  });

  test.each(['Basic eDp5', 'Bearer', 'Bearer a b', ''])(
    'that is shown as “%s” is missing',
    async (authorization) => {
      expect(problemOf(await saying(authorization)).code).toBe('missing-key');
    },
  );

  test('that nobody knows is 401 and says which world this is', async () => {
    const problem = problemOf(await saying('Bearer pk_demo_never-made'));
    expect(problem).toMatchObject({ status: 401, code: 'unknown-key' });
    expect(problem.detail).toContain('“demo”');
  });

  test('of another world is 403 and says both worlds, but not the key', async () => {
    const problem = problemOf(await saying('Bearer pk_real_c2VjcmV0'));
    expect(problem).toMatchObject({ status: 403, code: 'key-of-another-world' });
    expect(problem.detail).toContain('“demo”');
    expect(problem.detail).toContain('“real”');
    expect(JSON.stringify(problem)).not.toContain('c2VjcmV0');
  });

  test('is asked for before a body is read', async () => {
    const response = await api.ask({
      method: 'POST',
      url: '/v1/prospects',
      headers: { 'content-type': 'application/json' },
      payload: 'x'.repeat(5e6),
    });
    expect(response.statusCode).toBe(401);
  });

  test('is asked for on every route under /v1, imports too', async () => {
    const paths = (await api.ask({ url: '/openapi.json' })).json<{
      paths: Record<string, Record<string, unknown>>;
    }>().paths;
    const routes = Object.entries(paths)
      .filter(([path]) => path.startsWith('/v1/'))
      .flatMap(([path, methods]) =>
        METHODS.filter((method) => method.toLowerCase() in methods).map(
          (method) => [method, path] as const,
        ),
      );
    expect(routes.length).toBeGreaterThan(18);
    for (const [method, path] of routes) {
      const url = path.replace('{id}', '00000000-0000-4000-8000-000000000000');
      const response = await api.ask({ method, url });
      expect([path, response.statusCode]).toEqual([path, 401]);
    }
  });

  test('is not asked for where the public comes', async () => {
    for (const url of ['/health', '/openapi.json', '/style.css', '/icon.svg'])
      expect([url, (await api.ask({ url })).statusCode]).toEqual([url, 200]);
    for (const url of ['/u/nonsense', '/h/nonsense'])
      expect([url, (await api.ask({ url })).statusCode]).toEqual([url, 404]);
  });
});

describe('the log', () => {
  test('holds no key, no address, no token and no query', async () => {
    const key = `pk_demo_${randomBytes(12).toString('hex')}`;
    await addApiKey(api.world.ctx, key, 'another');
    const prospect = await api.world.person({ email: 'secret.person@northwind.example' });
    const token = api.link('u', prospect);
    await api.ask({ url: token });
    await api.ask({
      url: '/v1/prospects?email=secret.person@northwind.example',
      headers: { authorization: `Bearer ${key}` },
    });
    await api.ask({ url: '/v1/prospects/secret.person%40northwind.example' });
    await api.post('/v1/prospects', { email: 'secret.person@northwind.example', zone: 'x' });
    const log = api.log.join('\n');
    expect(log).toContain('"path":"/u/:token"');
    expect(log).toContain('"path":"/v1/prospects"');
    for (const secret of [key, api.key, 'secret', token.slice(3), 'Bearer'])
      expect(log).not.toContain(secret);
  });
});

describe('ready', () => {
  test('needs a worker that is alive', async () => {
    const { db } = api.world.ctx;
    const workers = await db.selectFrom('workers').selectAll().execute();
    expect((await api.ask({ url: '/ready' })).json()).toEqual({ ready: true, workers: 1 });
    await db.deleteFrom('workers').execute();
    const problem = problemOf(await api.ask({ url: '/ready' }));
    expect(problem).toMatchObject({ status: 503, code: 'not-ready' });
    expect(problem.detail).toContain('worker');
    await db.insertInto('workers').values(workers).execute();
  });

  test('needs a database; health does not', async () => {
    const lonely = await ApiWorld.open();
    await lonely.world.close();
    expect(problemOf(await lonely.ask({ url: '/ready' })).detail).toContain('database');
    expect((await lonely.ask({ url: '/health' })).json()).toEqual({ status: 'ok', world: 'demo' });
    await lonely.app.close();
  });

  test('what went wrong here is 500 with an id that the log has, and nothing else', async () => {
    const lonely = await ApiWorld.open();
    await lonely.world.close();
    const problem = problemOf(await lonely.get('/v1/handoffs'));
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    const lines = lonely.log.filter((line) => line.includes(String(problem['id'])));
    expect(lines).toHaveLength(1);
    expect(problem.detail).not.toMatch(/driver|destroy|pool/i);
    await lonely.app.close();
  });
});
