import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isMigrated, migrate } from '../../store/migrate.ts';
import { openDatabase } from '../../store/open.ts';

const name = 'test_empty_to_migrate';
let admin: pg.Client;
let url: string;
beforeAll(async () => {
  admin = new pg.Client(inject('databaseUrl'));
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}`);
  const to = new URL(inject('databaseUrl'));
  to.pathname = `/${name}`;
  url = to.href;
});
afterAll(async () => {
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

test('of two who migrate at once one does the work; a third time there is none', async () => {
  const [one, other] = [openDatabase(url), openDatabase(url)];
  expect(await isMigrated(one)).toBe(false);
  const ran = await Promise.all([migrate(one), migrate(other)]);
  expect(ran.flat().toSorted()).toEqual([
    '0001-the-whole-way',
    '0002-knowing',
    '0003-the-desk',
    '0004-consent-evidence',
    '0005-what-comes-back',
    '0006-stopping',
    '0007-evidence',
    '0008-sending',
    '0009-double-opt-in',
    '0010-clicks-and-replies',
  ]);
  expect(await migrate(one)).toEqual([]);
  expect(await isMigrated(one)).toBe(true);
  await Promise.all([one.destroy(), other.destroy()]);
});
