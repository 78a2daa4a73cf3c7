import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { worldOf } from '../../dev/world.ts';

const world = (args: readonly string[], port?: string) =>
  worldOf(args, port === undefined ? {} : { PERENNIAL_PORT: port }, '/project');

test('without a word it is the demo world: a day takes two seconds', () => {
  const demo = world([]);
  expect(demo).toMatchObject({ name: 'demo', dir: resolve('/project/.perennial/demo') });
  expect(24 * 3600 * demo.pace).toBe(2);
});

test('the real world has a folder, a namespace and ports of its own', () => {
  expect(world(['--real'])).toMatchObject({
    dir: resolve('/project/.perennial/real'),
    pace: 1,
    namespace: 'perennial-real',
    ports: { api: 7310, temporal: 7311, temporalUi: 7312, database: 7313, smtp: 7314 },
  });
});

test('PERENNIAL_PORT moves all five ports', () => {
  expect(world([], '9000').ports).toMatchObject({ api: 9000, smtp: 9004 });
});

test('another project folder brings its own worlds', () => {
  expect(world(['--project', '/other'])).toMatchObject({ project: resolve('/other') });
});

test.each(['0', '65532', 'http', '80.5'])('PERENNIAL_PORT=%s is refused by name', (port) => {
  expect(() => world([], port)).toThrow(/^PERENNIAL_PORT must be/);
});

test('what is not understood is said together with what there is', () => {
  expect(() => world(['--reel'])).toThrow(/“--reel” is not understood.*npm start -- --real/);
});
