import { afterAll, beforeAll, expect, test } from 'vitest';
import { findProspect } from '../../store/find-prospect.ts';
import { type ImportRow, putMany } from '../../store/put-many.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const consent = { topic: 'tips', basis: 'legitimate-interest', source: 'list' } as const;
const row = (line: number, more: Partial<ImportRow> = {}): ImportRow => ({
  line,
  email: `lead-${line}@leads.example`,
  traits: { country: 'India', visits: line },
  consents: [consent],
  ...more,
});
const none = { new: 0, changed: 0, unchanged: 0, suppressed: 0, withoutConsent: 0 };
const write = { dryRun: false };

test('a file is put in, and the second time changes nothing', async () => {
  const rows = [
    row(1),
    row(2, { suppress: { reason: 'do-not-email' } }),
    row(3, { consents: [], zone: 'Asia/Kolkata' }),
  ];
  const expected = { ...none, suppressed: 1, withoutConsent: 1 };
  expect(await putMany(world.ctx, 'leads', rows, { dryRun: true })).toEqual({
    ...expected,
    new: 3,
  });
  expect(await findProspect(world.ctx, { email: 'lead-1@leads.example' })).toBeUndefined();
  expect(await putMany(world.ctx, 'leads', rows, write)).toEqual({ ...expected, new: 3 });
  expect(await putMany(world.ctx, 'leads', rows, write)).toEqual({ ...expected, unchanged: 3 });
  expect(await putMany(world.ctx, 'leads', rows, { dryRun: true })).toEqual({
    ...expected,
    unchanged: 3,
  });
  await world.fold();
  expect(await findProspect(world.ctx, { email: 'lead-1@leads.example' })).toMatchObject({
    traits: { country: 'India', visits: 1 },
    account: 'leads.example',
  });
  expect(await findProspect(world.ctx, { email: 'lead-2@leads.example' })).toMatchObject({
    suppressed: { reason: 'do-not-email', source: 'import/leads' },
  });
  expect(await findProspect(world.ctx, { email: 'lead-3@leads.example' })).toMatchObject({
    zone: 'Asia/Kolkata',
    consents: [],
  });
});

test('what a row says otherwise is changed, and changed back', async () => {
  const trait = async () => {
    await world.fold();
    return (await findProspect(world.ctx, { email: 'lead-10@leads.example' }))?.traits['country'];
  };
  const put = (country: string) =>
    putMany(world.ctx, 'leads', [row(10, { traits: { country } })], write);
  expect(await put('India')).toEqual({ ...none, new: 1 });
  world.later(1);
  expect(await put('Peru')).toEqual({ ...none, changed: 1 });
  expect(await trait()).toBe('Peru');
  world.later(1);
  expect(await put('India')).toEqual({ ...none, changed: 1 });
  expect(await trait()).toBe('India');
});

test('an import does not undo what somebody has said since', async () => {
  await putMany(world.ctx, 'leads', [row(20)], write);
  const found = await findProspect(world.ctx, { email: 'lead-20@leads.example' });
  await unsubscribe(world.ctx, { prospect: found?.id ?? '', source: 'link' });
  world.later(1);
  const counts = await putMany(
    world.ctx,
    'leads',
    [row(20, { traits: { country: 'Peru' } })],
    write,
  );
  expect(counts).toEqual({ ...none, changed: 1, suppressed: 1 });
  const after = await findProspect(world.ctx, { email: 'lead-20@leads.example' });
  expect(after).toMatchObject({
    suppressed: { reason: 'unsubscribed' },
    consents: [{ withdrawnAt: expect.any(Number) as number }],
  });
});

test('two rows of one address are one person', async () => {
  const rows = [row(30), row(31, { email: 'LEAD-30@leads.example', traits: { country: 'Peru' } })];
  expect(await putMany(world.ctx, 'leads', rows, write)).toEqual({ ...none, new: 1, unchanged: 1 });
  expect(await putMany(world.ctx, 'leads', rows, write)).toEqual({ ...none, unchanged: 2 });
  await world.fold();
  expect((await findProspect(world.ctx, { email: 'lead-30@leads.example' }))?.traits).toEqual({
    country: 'Peru',
    visits: 30,
  });
});

test('ten thousand rows take seconds, also the folding of what they say', async () => {
  const rows = Array.from({ length: 9_240 }, (_, i) => row(1_000 + i));
  let began = performance.now();
  expect((await putMany(world.ctx, 'leads', rows, write)).new).toBe(9_240);
  expect(performance.now() - began).toBeLessThan(60_000);
  began = performance.now();
  await world.fold();
  expect(performance.now() - began).toBeLessThan(60_000);
}, 150_000);

test('two imports of the same people at once, in whatever order, make each person once', async () => {
  const rows = Array.from({ length: 600 }, (_, i) => row(50_000 + i));
  const both = await Promise.all([
    putMany(world.ctx, 'a', rows, write),
    putMany(world.ctx, 'b', rows.toReversed(), write),
  ]);
  expect(both.reduce((sum, counts) => sum + counts.new, 0)).toBe(600);
  expect(both.reduce((sum, counts) => sum + counts.changed, 0)).toBe(600);
});
