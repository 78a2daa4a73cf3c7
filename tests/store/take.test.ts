import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claim } from '../../store/claim.ts';
import { enter } from '../../store/enter.ts';
import { letGo } from '../../store/fence.ts';
import { giveBack, goOnAtDate } from '../../store/give-back.ts';
import { moved } from '../../store/moved.ts';
import { offer } from '../../store/offer.ts';
import { take } from '../../store/take.ts';
import { small } from '../support/small-journey.ts';
import { flash } from './journeys.ts';
import { DAY, only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash);
});
afterAll(() => world.close());
beforeEach(() => world.rings());

const takes = (prospect: string, rep = 'rosa') =>
  take(world.ctx, { prospect, rep, reason: 'met at a fair' });
const back = (prospect: string, more: object = {}) =>
  giveBack(world.ctx, { prospect, rep: 'rosa', ...more });
const touch = (run: Run) => claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' }));
/** Their run, told to yield, asks who speaks. */
const asksWho = (run: Run) => moved(world.ctx, run.asks('nurture.keen', { kind: 'moved' }));
const status = async ({ entry }: Run) => (await world.entry(entry)).status;

describe('taking somebody', () => {
  test('stops their mail at once, tells their journey, and it stands still', async () => {
    const run = await world.newcomer();
    const { token } = only(await touch(run), 'claimed');
    await world.rings();
    only(await takes(run.prospect), 'done');
    expect(await letGo(world.ctx, token, { subject: '', templateHash: '' })).toBe(false);
    expect(await world.rings()).toMatchObject([{ telling: { entry: run.entry, yield: true } }]);
    only(await touch(run), 'yield');
    only(await asksWho(run), 'gone');
    expect(await status(run)).toBe('parked');
    expect(await world.story(run.prospect)).toContain('taken met at a fair');
  });

  test('keeps the journeys that they come to meanwhile silent, also of whoever was in none', async () => {
    const prospect = await world.person();
    only(await takes(prospect), 'done');
    const entered = only(
      await enter(world.ctx, { prospect, journey: 'small', by: 'list' }),
      'entered',
    );
    expect(entered.waiting).toBe(true);
    expect(await world.rings()).toEqual([]);
    only(await back(prospect), 'done');
    expect(await world.rings()).toMatchObject([{ kind: 'start', entry: entered.entry }]);
  });

  test('is for reps of the house, and for people whom no handoff is about', async () => {
    const run = await world.newcomer();
    expect(await takes(run.prospect, 'nobody')).toMatchObject({ code: 'unknown-rep' });
    only(await takes('00000000-0000-4000-8000-000000000000'), 'unknown');
    await world.did(run.prospect, 'demo.requested');
    const again = await world.run(run.entry);
    only(await offer(world.ctx, again.asks('handoff.offer', { kind: 'offer' })), 'handoff');
    expect(await takes(run.prospect)).toMatchObject({
      kind: 'offered',
      handoff: { state: 'offered', team: 'new-business' },
    });
  });

  test('lets no offer be made that was under way', async () => {
    const run = await world.newcomer();
    await world.did(run.prospect, 'demo.requested');
    await takes(run.prospect);
    const again = await world.run(run.entry);
    const answer = await offer(world.ctx, again.asks('handoff.offer', { kind: 'offer' }));
    expect(answer.kind).toBe('yield');
  });

  test('tells a run that is started anew to ask first', async () => {
    const run = await world.newcomer();
    await takes(run.prospect);
    expect((await world.run(run.entry)).begin.state.yield).toBe(true);
  });

  test('whom somebody has is a conflict that names them', async () => {
    const { prospect } = await world.newcomer();
    await takes(prospect);
    expect(only(await takes(prospect, 'sam'), 'conflict').take.rep).toBe('rosa');
  });
});

describe('giving back', () => {
  test('lets the journey go on where it stood, its waits with it', async () => {
    const run = await world.newcomer();
    await takes(run.prospect);
    await asksWho(run);
    const { since } = run.begin.state;
    await world.rings();
    world.later(10);
    only(await back(run.prospect), 'done');
    expect(await status(run)).toBe('speaking');
    expect(await world.rings()).toMatchObject([{ kind: 'start', entry: run.entry }]);
    const { begin } = await world.run(run.entry);
    expect(begin.state).toMatchObject({ at: 'nurture.keen', since: since + 10 * DAY });
    expect(begin.epoch).toBeGreaterThan(run.begin.epoch);
  });

  test('changes nothing for whoever had not fallen silent yet', async () => {
    const run = await world.newcomer();
    await takes(run.prospect);
    await world.rings();
    await back(run.prospect);
    expect(await world.rings()).toEqual([]);
    only(await asksWho(run), 'stays');
    only(await touch(run), 'claimed');
  });

  test('for a date keeps them silent until it has come', async () => {
    const run = await world.newcomer();
    await takes(run.prospect);
    await asksWho(run);
    await back(run.prospect, { resumeAt: world.now + 5 * DAY, note: 'call in June' });
    await world.rings();
    expect(await goOnAtDate(world.ctx)).toBe(0);
    expect(await status(run)).toBe('parked');
    world.later(6);
    expect(await goOnAtDate(world.ctx)).toBe(1);
    expect(await world.rings()).toMatchObject([{ kind: 'start', entry: run.entry }]);
    expect(await goOnAtDate(world.ctx)).toBe(0);
  });

  test('for a date, and taken once more, they stay with whoever took them', async () => {
    const run = await world.newcomer();
    await takes(run.prospect);
    await asksWho(run);
    await back(run.prospect, { resumeAt: world.now + DAY });
    only(await takes(run.prospect, 'sam'), 'done');
    world.later(2);
    await goOnAtDate(world.ctx);
    expect(await status(run)).toBe('parked');
  });

  test('for a reason begins its rest', async () => {
    const run = await world.newcomer();
    await takes(run.prospect);
    await back(run.prospect, { reason: 'not-ready' });
    const { rest_until } = await world.ctx.db
      .selectFrom('prospects')
      .select('rest_until')
      .where('id', '=', run.prospect)
      .executeTakeFirstOrThrow();
    expect(rest_until).toBe(world.now + 90 * DAY);
  });

  test('refuses what cannot be: nobody has them, no such reason, a date that is past', async () => {
    const { prospect } = await world.newcomer();
    only(await back(prospect), 'conflict');
    expect(await back(prospect, { reason: 'moody' })).toMatchObject({ code: 'unknown-reason' });
    expect(await back(prospect, { resumeAt: world.now })).toMatchObject({ code: 'bad-until' });
  });
});
