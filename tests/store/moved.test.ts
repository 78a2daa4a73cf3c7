import { afterAll, beforeAll, expect, test } from 'vitest';
import { claim } from '../../store/claim.ts';
import { leave } from '../../store/leave.ts';
import { moved } from '../../store/moved.ts';
import { repair } from '../../store/repair.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { small } from '../support/small-journey.ts';
import { flash, trial } from './journeys.ts';
import { DAY, only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash, trial);
});
afterAll(() => world.close());

const move = (run: Run, at: string, known = {}) =>
  moved(world.ctx, run.asks(at, { kind: 'moved' }, known));

test('where somebody stands is written down, and told once for each new place', async () => {
  const run = await world.newcomer();
  only(await move(run, 'nurture.keen', { visit: 2 }), 'stays');
  only(await move(run, 'nurture.keen', { visit: 2 }), 'stays');
  const position = await world.ctx.db
    .selectFrom('positions')
    .selectAll()
    .where('entry', '=', run.entry)
    .executeTakeFirstOrThrow();
  expect(position).toMatchObject({ n: 2, step: 'nurture.keen', stage: 'nurture', faulted: null });
  expect(position.state).toMatchObject({ at: 'nurture.keen', visit: 2 });
  expect((await world.story(run.prospect)).slice(-2)).toEqual([
    'entered nurture.hello',
    'moved nurture.keen',
  ]);
});

test('whoever does not know the latest is told it', async () => {
  const run = await world.newcomer();
  await world.did(run.prospect, 'pricing.viewed');
  expect(only(await move(run, 'nurture.keen'), 'stays')).toMatchObject({
    seq: 1,
    facts: { 'did pricing.viewed': { since: world.now } },
  });
});

test('a late call, an older epoch or an entry of somebody else writes nothing', async () => {
  const run = await world.newcomer();
  const late = run.asks('nurture.hello', { kind: 'moved' });
  only(await move(run, 'nurture.keen'), 'stays');
  only(await moved(world.ctx, late), 'gone');
  const now = run.asks('nurture.story', { kind: 'moved' });
  only(await moved(world.ctx, { ...now, epoch: run.begin.epoch - 1 }), 'gone');
  only(await moved(world.ctx, { ...now, entry: (await world.newcomer()).entry }), 'gone');
  const position = await world.ctx.db
    .selectFrom('positions')
    .select('step')
    .where('entry', '=', run.entry)
    .executeTakeFirstOrThrow();
  expect(position.step).toBe('nurture.keen');
});

test('the end hands over to whoever waits, and says so as often as it is asked', async () => {
  const run = await world.newcomer('flash');
  const waiting = await world.entered(run.prospect);
  world.later(3);
  const end = run.asks('nurture.over', { kind: 'moved', ended: 'done' });
  const next = only(await moved(world.ctx, end), 'next');
  expect(next.to).toMatchObject({ entry: waiting, epoch: run.begin.epoch + 1 });
  expect(next.to.state).toMatchObject({ at: 'nurture.hello', since: world.now }); // its waits count from now
  expect(only(await moved(world.ctx, end), 'next').to).toEqual(next.to);
  expect(await world.entry(run.entry)).toMatchObject({
    status: 'closed',
    ended_as: 'done',
    ended_at: world.now,
  });
  expect((await world.entry(waiting)).status).toBe('speaking');
});

test('who makes way is parked: waits stand still, what is known does not', async () => {
  const run = await world.newcomer();
  only(await move(run, 'nurture.keen', { visit: 2, since: world.now }), 'stays');
  const stronger = await world.entered(run.prospect, 'flash');
  world.later(1);
  const yields = run.asks('nurture.keen', { kind: 'moved' }, { visit: 2 });
  const { to } = only(await moved(world.ctx, yields), 'next');
  expect(to.entry).toBe(stronger);
  expect((await world.entry(run.entry)).status).toBe('parked');
  only(await moved(world.ctx, yields), 'next');
  world.later(5);
  await world.did(run.prospect, 'pricing.viewed');
  const flashing = await world.run(stronger);
  const back = only(
    await moved(world.ctx, flashing.asks('nurture.over', { kind: 'moved', ended: 'done' })),
    'next',
  ).to;
  expect(back).toMatchObject({ entry: run.entry, epoch: to.epoch + 1 });
  expect(back.state).toMatchObject({
    at: 'nurture.keen',
    visit: 2,
    since: run.begin.state.since + 5 * DAY,
  });
  expect(back.state.facts).toHaveProperty(['did pricing.viewed']);
  expect(back.state).not.toHaveProperty('parkedAt');
  expect((await world.story(run.prospect)).filter((line) => /parked|resumed/.test(line))).toEqual([
    'parked nurture.keen',
    'resumed nurture.flash',
    'resumed nurture.keen',
  ]);
  // the first run of this entry is over, though the entry speaks again
  only(await moved(world.ctx, yields), 'gone');
  expect((await world.entry(run.entry)).status).toBe('speaking');
});

test('a weaker or equal one does not push anybody aside', async () => {
  const run = await world.newcomer('flash');
  await world.entered(run.prospect);
  expect((await move(run, 'nurture.flash')).kind).toBe('stays');
});

test('a fault is seen, and repair lets them try again', async () => {
  const run = await world.newcomer();
  const fault = run.asks(
    'nurture.keen',
    { kind: 'moved', faulted: 'circle' },
    { faulted: 'circle' },
  );
  only(await moved(world.ctx, fault), 'stays');
  await world.rings();
  expect(await world.story(run.prospect)).toContain('faulted nurture.keen circle');
  expect((await world.run(run.entry)).begin.state.faulted).toBe('circle');
  expect(await repair(world.ctx, run.prospect)).toBe(true);
  expect(await world.rings()).toMatchObject([{ telling: { entry: run.entry, repair: true } }]);
  expect((await world.run(run.entry)).begin.state).not.toHaveProperty('faulted');
  expect(await repair(world.ctx, run.prospect)).toBe(false);
});

test('who leaves is told, their mail is taken back, and whoever waited speaks', async () => {
  const run = await world.newcomer('flash');
  const waiting = await world.entered(run.prospect);
  only(await claim(world.ctx, run.asks('nurture.flash', { kind: 'touch' })), 'claimed');
  await world.rings();
  expect(
    await leave(world.ctx, { prospect: run.prospect, reason: 'competitor', journey: 'flash' }),
  ).toEqual({ closed: [run.entry] });
  expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'REVOKED' }]);
  const rings = await world.rings();
  expect(rings).toMatchObject([
    { kind: 'tell', telling: { entry: run.entry, yield: true } },
    { kind: 'start', beginning: { entry: waiting } },
  ]);
  // the old run asks, and goes on as the one that speaks
  only(await move(run, 'nurture.flash'), 'next');
  expect(await leave(world.ctx, { prospect: run.prospect, reason: 'competitor' })).toEqual({
    closed: [waiting],
  });
  expect(await leave(world.ctx, { prospect: run.prospect, reason: 'competitor' })).toEqual({
    closed: [],
  });
});

test('who unsubscribes gets not one mail more: address, consent, claims and entries', async () => {
  const run = await world.newcomer();
  only(await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' })), 'claimed');
  await world.rings();
  await unsubscribe(world.ctx, { prospect: run.prospect, source: 'link' });
  await unsubscribe(world.ctx, { prospect: run.prospect, source: 'link' });
  expect(await world.entry(run.entry)).toMatchObject({
    status: 'closed',
    ended_as: 'unsubscribed',
  });
  expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'REVOKED' }]);
  expect(await world.rings()).toMatchObject([
    { kind: 'tell', telling: { entry: run.entry, yield: true } },
  ]);
  expect(
    (await world.story(run.prospect)).filter((line) => line.startsWith('unsubscribed')),
  ).toHaveLength(2); // they, and their entry
  await world.did(run.prospect, 'trial.started', { plan: 'team' });
  const [ring] = await world.rings();
  const later = await world.run(only(ring ?? { kind: 'none' }, 'start').entry);
  const skipped = only(
    await claim(world.ctx, later.asks('nurture.first', { kind: 'touch' }, { visit: 2 })),
    'skipped',
  );
  expect(skipped.reason).toBe('suppressed: unsubscribed');
});
