import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiWorld } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

type Operation = Readonly<{
  summary?: string;
  tags?: readonly string[];
  responses: Readonly<Record<string, unknown>>;
  security?: readonly unknown[];
}>;
type Document = Readonly<{
  openapi: string;
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}>;
const read = async () => (await api.ask({ url: '/openapi.json' })).json<Document>();

test('the API describes itself as OpenAPI 3.1', async () => {
  const { openapi, paths } = await read();
  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/health',
      '/ready',
      '/v1/prospects',
      '/v1/prospects/{id}',
      '/v1/prospects/{id}/enrol',
      '/v1/prospects/{id}/leave',
      '/v1/prospects/{id}/repair',
      '/v1/prospects/{id}/explain',
      '/v1/enrol',
      '/v1/imports',
      '/v1/identify',
      '/v1/track',
      '/v1/handoffs',
      '/v1/handoffs/{id}',
      '/v1/handoffs/{id}/accept',
      '/v1/handoffs/{id}/reject',
      '/v1/handoffs/{id}/not-yet',
      '/v1/handoffs/{id}/return',
      '/v1/handoffs/{id}/outcome',
      '/v1/holds',
      '/v1/holds/{id}',
      '/v1/holds/{id}/release',
      '/v1/prospects/{id}/take',
      '/v1/prospects/{id}/give-back',
      '/v1/prospects/{id}/erase',
      '/v1/senders/{id}/week',
      '/v1/reports/stages',
    ]),
  );
});

test('every route says what it does, what it answers and how it refuses', async () => {
  const { paths } = await read();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const where = `${method} ${path}`;
      expect([where, operation.summary]).not.toEqual([where, undefined]);
      expect([where, operation.tags?.length]).toEqual([where, 1]);
      expect([where, Object.keys(operation.responses)]).toEqual([
        where,
        expect.arrayContaining(path === '/health' ? ['200'] : ['200', '4XX', '5XX']),
      ]);
    }
});

test('only health and readiness are open to everybody', async () => {
  const { paths } = await read();
  const open = Object.entries(paths).filter(([, methods]) =>
    Object.values(methods).some(({ security }) => security?.length === 0),
  );
  expect(open.map(([path]) => path).toSorted()).toEqual(['/health', '/ready']);
});

test('pages and links are no part of it', async () => {
  const { paths } = await read();
  expect(Object.keys(paths).filter((path) => !/^\/(v1\/|health|ready)/.test(path))).toEqual([]);
});
