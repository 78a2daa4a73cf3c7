import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Frozen } from '../../core/frozen.ts';
import { enrolAll } from '../../store/enrol-all.ts';
import { enter } from '../../store/enter.ts';
import { moved } from '../../store/moved.ts';
import { resumeSome } from '../../store/resume.ts';
import { small } from '../support/small-journey.ts';
import { STARTS, webinar } from './desk-journeys.ts';
import { flash } from './journeys.ts';
import { DAY, only, type Run, World } from './world.ts';

/** As strong as `small`, and made of one stage in which any other may take over. */
const tired: Frozen = {
  ...small,
  journey: 'tired',
  priority: 4,
  enter: [{ by: 'list', at: 'recycle.news' }],
  stages: { ...small.stages, recycle: { owner: 'marketing', demand: 'create', recycle: true } },
};
const slow: Frozen = { ...flash, journey: 'slow', priority: 0 };

let world: World;
beforeAll(async () => {
  world = await World.open(small, webinar, flash, slow, tired);
});
afterAll(() => world.close());

const register = (prospect: string, name: string, inDays: number) =>
  world.did(prospect, 'webinar.registered', {
    webinar: name,
    startsAt: new Date(world.now + inDays * DAY).toISOString(),
  });
const entriesOf = (prospect: string) =>
  world.ctx.db
    .selectFrom('entries')
    .select(['id', 'journey', 'entry_key', 'status', 'priority', 'wants_at'])
    .where('prospect', '=', prospect)
    .orderBy('created_at')
    .orderBy('entry_key')
    .execute();
/** Somebody in `small` who registers for a webinar in ten days: it is the stronger, and waits for its date. */
async function waiting(): Promise<{ first: Run; dated: Run; date: number }> {
  const first = await world.newcomer();
  await register(first.prospect, 'pricing', 10);
  const question = first.asks('nurture.keen', { kind: 'moved' });
  const { to } = only(await moved(world.ctx, question), 'next');
  const dated = await world.run(to.entry);
  await world.rings();
  return { first, dated, date: world.now + 10 * DAY };
}
const waits = (run: Run, until: number) =>
  moved(world.ctx, run.asks('nurture.reminder', { kind: 'moved', until }));

describe('an entry that waits for a date', () => {
  test('lets others speak until then, and is brought back on that date', async () => {
    const { first, dated, date } = await waiting();
    expect(only(await waits(dated, date), 'next').to.entry).toBe(first.entry);
    expect(await entriesOf(first.prospect)).toMatchObject([
      { journey: 'small', status: 'speaking', wants_at: null },
      { journey: 'webinar', status: 'parked', wants_at: date },
    ]);
    expect(await resumeSome(world.ctx)).toBe(0);
    world.later(10);
    expect(await resumeSome(world.ctx)).toBe(1);
    expect(await world.rings()).toMatchObject([
      { kind: 'tell', telling: { entry: first.entry, yield: true } },
    ]);
    expect(await resumeSome(world.ctx)).toBe(0);
    const speaker = await world.run(first.entry);
    const answer = await moved(world.ctx, speaker.asks('nurture.keen', { kind: 'moved' }));
    const { to } = only(answer, 'next');
    expect(to.entry).toBe(dated.entry);
    // the date stood still for nobody: what it waited for is due
    expect(to.state.facts[STARTS]).toEqual({ since: date });
    expect(to.state.now).toBeGreaterThanOrEqual(date);
  });

  test('speaks on where nobody else wants to, and whoever comes meanwhile takes over, however weak', async () => {
    const prospect = await world.person();
    await register(prospect, 'alone', 10);
    const [entry] = await entriesOf(prospect);
    const run = await world.run(entry?.id ?? '');
    const date = world.now + 10 * DAY;
    only(await waits(run, date), 'stays');
    await world.rings();
    const { entry: weak } = only(
      await enter(world.ctx, { prospect, journey: 'slow', by: 'list' }),
      'entered',
    );
    expect(await world.rings()).toMatchObject([{ telling: { entry: run.entry, yield: true } }]);
    expect(only(await waits(run, date), 'next').to.entry).toBe(weak);
  });

  test('whose date has moved is looked at again: brought back sooner, or left in peace for longer', async () => {
    const { first, dated, date } = await waiting();
    await waits(dated, date);
    await register(first.prospect, 'pricing', 20);
    const later = world.now + 20 * DAY;
    world.later(11);
    await resumeSome(world.ctx);
    expect(await entriesOf(first.prospect)).toMatchObject([{}, { wants_at: later }]);
    await register(first.prospect, 'pricing', -1);
    await world.rings();
    expect(await resumeSome(world.ctx)).toBe(1);
    expect(await world.rings()).toMatchObject([{ telling: { entry: first.entry, yield: true } }]);
  });

  test('that is too weak to take over waits for its turn when its date has come', async () => {
    const prospect = await world.person();
    await register(prospect, 'weak', 2);
    const [entry] = await entriesOf(prospect);
    const run = await world.run(entry?.id ?? '');
    const { entry: strong } = only(
      await enter(world.ctx, { prospect, journey: 'flash', by: 'list' }),
      'entered',
    );
    expect(only(await waits(run, world.now + 2 * DAY), 'next').to.entry).toBe(strong);
    await world.rings();
    world.later(3);
    expect(await resumeSome(world.ctx)).toBe(1);
    expect(await world.rings()).toEqual([]);
    const flashing = await world.run(strong);
    const over = flashing.asks('nurture.over', { kind: 'moved', ended: 'done' });
    expect(only(await moved(world.ctx, over), 'next').to.entry).toBe(run.entry);
  });
});

test('in a recycle stage any other journey takes over, and gives back the strength it left', async () => {
  const run = await world.newcomer('tired');
  const at = (step: string) => moved(world.ctx, run.asks(step, { kind: 'moved' }));
  expect(await world.entry(run.entry)).toMatchObject({ priority: 0 });
  only(await at('nurture.keen'), 'stays');
  expect(await world.entry(run.entry)).toMatchObject({ priority: 4 });
  const flashed = await enter(world.ctx, {
    prospect: run.prospect,
    journey: 'webinar',
    by: 'list',
  });
  expect(flashed.kind).toBe('refused');
  await register(run.prospect, 'recycled', 5);
  only(await at('nurture.keen'), 'stays');
  const { to } = only(await at('recycle.news'), 'next');
  expect((await world.entry(to.entry)).journey).toBe('webinar');
});

test('nothing takes over while sales owns them', async () => {
  const run = await world.newcomer();
  only(await moved(world.ctx, run.asks('selling.assist', { kind: 'moved' })), 'stays');
  await register(run.prospect, 'sold', 5);
  only(await moved(world.ctx, run.asks('selling.assist', { kind: 'moved' })), 'stays');
  const back = await moved(world.ctx, run.asks('recycle.news', { kind: 'moved' }));
  expect(only(back, 'next').to.version).not.toBe(run.begin.version);
});

describe('a journey that takes people once for each', () => {
  test('has them for two webinars at once, and for each of them once', async () => {
    const prospect = await world.person();
    await register(prospect, 'pricing', 5);
    await register(prospect, 'security', 9);
    await register(prospect, 'pricing', 6);
    expect(await entriesOf(prospect)).toMatchObject([
      { entry_key: 'pricing', status: 'speaking' },
      { entry_key: 'security', status: 'wanting' },
    ]);
  });

  test('is entered by no list: nothing says for which', async () => {
    const prospect = await world.person();
    const say =
      'This journey takes people once for each webinar of webinar.registered, and nothing says for which: they come in by that event alone.';
    expect(await enter(world.ctx, { prospect, journey: 'webinar', by: 'list' })).toEqual({
      kind: 'refused',
      why: 'no-entrance',
      say,
    });
    await expect(enrolAll(world.ctx, 'webinar')).rejects.toThrow(say);
  });
});
