import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../../store/ctx.ts';
import { draw } from '../../store/draw.ts';
import { moved } from '../../store/moved.ts';
import { openDatabase } from '../../store/open.ts';
import { experiment } from './desk-journeys.ts';
import { only, type Run, World } from './world.ts';

let world: World;
let ctx: Ctx;
beforeAll(async () => {
  world = await World.open(experiment('prospect'), experiment('account'));
  ctx = { ...world.ctx, db: openDatabase(world.database.url, { max: 20 }) };
});
afterAll(async () => {
  await ctx.db.destroy();
  await world.close();
});

const drawn = async (run: Run) =>
  only(await draw(ctx, run.asks('nurture.prices', { kind: 'draw' })), 'drawn').arm;
const member = async (domain: string, name: string): Promise<Run> => {
  const prospect = await world.person({ email: `${name}@${domain}.example` });
  return world.run(await world.entered(prospect, 'by-account'));
};

test('whoever was drawn stays in that arm, though the shares change and they come again', async () => {
  const runs = await Promise.all(Array.from({ length: 8 }, () => world.newcomer('by-prospect')));
  const before: string[] = [];
  for (const run of runs) {
    before.push(await drawn(run));
    await moved(ctx, run.asks('nurture.done', { kind: 'moved', ended: 'done' }));
  }
  expect(new Set(before)).toEqual(new Set(['prices', 'nothing']));
  await world.release(experiment('prospect', { prices: 0, nothing: 1 }), experiment('account'));
  const again: string[] = [];
  for (const { prospect, begin } of runs) {
    const run = await world.run(await world.entered(prospect, 'by-prospect'));
    expect(run.begin.version).not.toBe(begin.version);
    again.push(await drawn(run));
  }
  expect(again).toEqual(before);
  expect(await drawn(await world.newcomer('by-prospect'))).toBe('nothing');
});

test('the story tells it once, however often it is asked', async () => {
  const run = await world.newcomer('by-prospect');
  const arm = await drawn(run);
  await drawn(run);
  expect(await world.story(run.prospect)).toEqual([
    'consented',
    'entered nurture.prices',
    'drawn nurture.prices',
  ]);
  const row = world.ctx.db.selectFrom('exposures').selectAll().where('unit', '=', run.prospect);
  expect(await row.execute()).toMatchObject([
    { journey: 'by-prospect', step: 'nurture.prices', arm, entry: run.entry, at: world.now },
  ]);
});

test('all of a company share one arm; somebody of a free mailbox is drawn alone', async () => {
  const [one, other] = [await member('acme', 'ann'), await member('acme', 'bob')];
  expect(await drawn(one)).toBe(await drawn(other));
  const alone = await world.person({ email: 'somebody@gmail.com' });
  await drawn(await world.run(await world.entered(alone, 'by-account')));
  const row = world.ctx.db.selectFrom('exposures').selectAll().where('unit', '=', alone);
  expect(await row.execute()).toHaveLength(1);
});

test('members of a company who are drawn at once, by different versions, get one arm', async () => {
  for (let race = 0; race < 25; race += 1) {
    await world.release(experiment('account', { prices: 1, nothing: 0 }));
    const ann = await member(`races-${race}`, 'ann');
    await world.release(experiment('account', { prices: 0, nothing: 1 }));
    const bob = await member(`races-${race}`, 'bob');
    const [one, other] = await Promise.all([drawn(ann), drawn(bob)]);
    expect(one).toBe(other);
  }
});
