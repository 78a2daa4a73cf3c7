import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { header, ImportDesk, peopleMap } from '../../support/import-desk.ts';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterAll(() => desk.close());

test('the lines tell the columns, each refused row with its cells, progress, and the counts', async () => {
  const rows = ['ana@northwind.example,Ana,Pune,12,no', 'nobody,"No, body",,=1+1,'];
  const events = await desk.follow([header, ...rows].join('\n'));
  expect(events.map(({ kind }) => kind)).toEqual(['columns', 'refused', 'progress', 'done']);
  expect(events[0]).toMatchObject({ columns: header.split(',') });
  expect(events[1]).toMatchObject({ line: 3, cells: ['nobody', 'No, body', '', '=1+1', ''] });
  expect(events.at(-1)).toMatchObject({ read: 2, new: 1, refused: 1 });
});

test('what goes wrong half way is the last line, and the rows before it stay', async () => {
  const note = 'x'.repeat(2000); // so that it does not all come at once
  const rows = (from: number): string =>
    Array.from({ length: 500 }, (_, n) => `p${from + n}@half.example,P,,,no,${note}\n`).join('');
  const parts = [`${header},Note\n`, ...[0, 500, 1000, 1500].map(rows), Buffer.from([0xff, 0x0a])];
  const events = await desk.follow(Readable.from(parts.map((part) => Buffer.from(part))));
  const last = events.at(-1);
  expect(last).toMatchObject({ kind: 'failed', status: 422, code: 'not-utf-8' });
  expect(JSON.stringify(last)).toMatch(/Line 2002 is not UTF-8/);
  expect(await desk.count('prospects')).toBeGreaterThanOrEqual(500);
});

test('all refused rows are told, the counts name the first hundred', async () => {
  const rows = Array.from({ length: 250 }, () => 'nobody,,,,');
  const events = await desk.follow([header, ...rows].join('\n'));
  expect(events.filter(({ kind }) => kind === 'refused')).toHaveLength(250);
  const done = events.at(-1);
  expect(done?.kind === 'done' && done.refusals).toHaveLength(100);
});

test('a map may be sent along', async () => {
  const map = Buffer.from(JSON.stringify({ ...peopleMap, address: 'Mail' })).toString('base64url');
  const answer = await desk.post(
    `${header.replace('E-mail', 'Mail')}\nzoe@northwind.example,Zoe,,,no`,
    { map: 'mine' },
    { 'perennial-import-map': map },
  );
  expect(JSON.parse(answer.body)).toMatchObject({ read: 1, new: 1 });
});

test('an apostrophe that guards a cell from a spreadsheet is taken off', async () => {
  const said = async (name: string) => {
    const { traits } = await lastPut(`${header}\nguard@northwind.example,${name},,,no`);
    return traits;
  };
  expect(await said("'=SUM(A1)")).toEqual({ name: '=SUM(A1)' });
  expect(await said("'+49 1")).toEqual({ name: '+49 1' });
  expect(await said("'n Roll")).toEqual({ name: "'n Roll" });
});

/** What the newest event says. */
async function lastPut(file: string): Promise<{ traits: unknown }> {
  await desk.bring(file);
  const { props } = await desk.ctx.db
    .selectFrom('events')
    .select('props')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return { traits: props };
}
