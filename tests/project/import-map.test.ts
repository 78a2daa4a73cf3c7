import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importMapNames, loadImportMap, parseImportMap } from '../../project/import-map.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'perennial-maps-'));
  await mkdir(join(dir, 'imports'));
  await writeFile(join(dir, 'imports', 'customers.json'), '{ "address": "E-mail" }');
});
afterAll(() => rm(dir, { recursive: true }));

const parse = (map: unknown) => parseImportMap(JSON.stringify(map), 'imports/x.json');

test('a plain text is a column, one with braces is Liquid', () => {
  const map = parse({ address: 'E-mail', traits: { city: '{{ row["City"] }}' } });
  expect(map.address).toEqual({ column: 'E-mail' });
  expect(map.traits).toEqual({ city: { liquid: '{{ row["City"] }}' } });
});

test('what a map leaves out says nothing of anybody', () => {
  expect(parse({ about: 'for people', address: 'E-mail' })).toEqual({
    address: { column: 'E-mail' },
    delimiter: ',',
    unknown: [],
    traits: {},
    consents: [],
    suppress: [],
  });
});

test.each([
  [{}, /address: /],
  [{ address: 'E-mail', adress: 'E-mail' }, /adress/],
  [
    { address: 'E-mail', traits: { employees: { column: 'Size', as: 'money' } } },
    /traits\.employees/,
  ],
  [{ address: 'E-mail', suppress: [{ when: 'row.Bounced' }] }, /suppress\.0\.reason/],
  [{ address: 'E-mail', delimiter: '' }, /delimiter/],
])('%j is refused with the place', (map, place) => {
  expect(() => parse(map)).toThrow(place);
  expect(() => parse(map)).toThrow(/imports\/x\.json/);
});

test('what is no JSON is refused with its name', () => {
  expect(() => parseImportMap('{ address', 'imports/x.json')).toThrow(
    /imports\/x\.json is no JSON/,
  );
});

test('a map is found by its name', async () => {
  expect(await importMapNames(dir)).toEqual(['customers']);
  expect((await loadImportMap(dir, 'customers')).address).toEqual({ column: 'E-mail' });
});

test.each(['custommers', '../imports/customers', ''])('there is no map “%s”', async (name) => {
  await expect(loadImportMap(dir, name)).rejects.toThrow(/There are: customers/);
});

test('of a name that is nearly one the nearest is told', async () => {
  await expect(loadImportMap(dir, 'custommers')).rejects.toThrow(/Did you mean “customers”/);
});
