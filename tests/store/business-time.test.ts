import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Calendar } from '../../core/calendar.ts';
import { after } from '../../core/length.ts';
import type { Question } from '../../core/state.ts';
import { claim } from '../../store/claim.ts';
import { enter } from '../../store/enter.ts';
import { moved } from '../../store/moved.ts';
import { offer } from '../../store/offer.ts';
import { small } from '../support/small-journey.ts';
import { office } from './knowing-journeys.ts';
import { DAY, only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, office);
});
afterAll(() => world.close());

const HOUR = DAY / 24;
/** Somebody in the journey, whose state comes from the store. */
const somebody = async (zone?: string): Promise<Run> =>
  world.run(await world.entered(await world.person(zone === undefined ? {} : { zone }), 'office'));
const calendarOf = (run: Run): Calendar => {
  const { calendar } = run.begin.state;
  if (calendar === undefined) throw new Error('no calendar');
  return calendar;
};
const tip = (run: Run, known: Partial<Question['state']> = {}) =>
  claim(world.ctx, run.asks('nurture.tip', { kind: 'touch' }, known));

test('a journey in business days begins with the person’s calendar: the house’s hours, where they are', async () => {
  const run = await somebody('America/New_York');
  expect(calendarOf(run)).toMatchObject({
    slice: { zone: 'America/New_York' },
    hours: { days: [1, 2, 3, 4, 5], from: 540, to: 1020 },
  });
  expect(calendarOf(await somebody()).slice.zone).toBe('Europe/Berlin');
  expect((await world.newcomer('small')).begin.state.calendar).toBeUndefined();
});

test('holidays of the house are no business days', async () => {
  const run = await somebody();
  const wednesday = Date.parse('2026-06-03T10:00+02:00');
  expect(after(wednesday, '1 business day', { pace: 1, calendar: calendarOf(run) })).toBe(
    Date.parse('2026-06-05T10:00+02:00'),
  );
});

test('at demo pace nobody needs one', async () => {
  const fast = { ...world.ctx, pace: 1 / 43_200 };
  const prospect = await world.person();
  const { entry } = only(await enter(fast, { prospect, journey: 'office', by: 'list' }), 'entered');
  const run = await world.run(entry);
  expect(run.begin.state.calendar).toBeUndefined();
  expect(only(await tip(run), 'claimed').calendar).toBeUndefined();
});

test('an answer brings the calendar where the state has none, one of elsewhere, or one that runs out', async () => {
  const run = await somebody();
  const calendar = calendarOf(run);
  const stays = (state: Partial<Question['state']>) =>
    moved(world.ctx, run.asks('nurture.tip', { kind: 'moved' }, state));
  expect(await stays({})).toEqual({ kind: 'stays', at: world.now });
  const { calendar: _, ...bare } = run.begin.state;
  const question = run.asks('nurture.tip', { kind: 'moved' });
  const { lines: _lines, ...without } = bare;
  expect(
    await moved(world.ctx, { ...question, state: { ...without, n: question.state.n } }),
  ).toEqual({ kind: 'stays', at: world.now, calendar });
  const elsewhere = { ...calendar, slice: { ...calendar.slice, zone: 'Asia/Tokyo' } };
  expect(await stays({ calendar: elsewhere })).toMatchObject({ calendar });
  const short = { ...calendar, slice: { ...calendar.slice, until: world.now + 59 * DAY } };
  expect(await stays({ calendar: short })).toMatchObject({ calendar });
  expect(await tip(run, { calendar: short })).toMatchObject({ kind: 'deferred', calendar });
});

test('a mail waits for its window where the person is, and leaves inside it', async () => {
  // Monday, 11:00 in Berlin and 5:00 in New York
  expect(only(await tip(await somebody()), 'deferred')).toMatchObject({
    reason: 'outside the window',
  });
  const run = await somebody('America/New_York');
  const { until } = only(await tip(run), 'deferred');
  expect(until).toBeGreaterThanOrEqual(Date.parse('2026-06-01T09:00-04:00'));
  expect(until).toBeLessThan(Date.parse('2026-06-01T10:00-04:00'));
  world.later((until + 40 - world.now) / DAY);
  only(await tip(run), 'claimed');
});

test('a step’s own window beats its journey’s', async () => {
  const run = await somebody();
  world.later((Date.parse('2026-06-02T23:00+02:00') - world.now) / DAY);
  expect(await claim(world.ctx, run.asks('nurture.now', { kind: 'touch' }))).toMatchObject({
    kind: 'claimed',
    mail: 'now',
  });
});

test('so long after it was due it is of no use any more: due is counted in business days', async () => {
  const run = await somebody();
  const { since } = run.begin.state;
  const due = after(since, '2 business days', { pace: 1, calendar: calendarOf(run) });
  expect(due - since).toBeGreaterThan(2 * DAY); // over the holiday
  const asks = () => claim(world.ctx, run.asks('nurture.late', { kind: 'touch' }));
  world.later((due + 3 * DAY - 1 - world.now) / DAY);
  only(await asks(), 'claimed');
  world.later(1 / DAY);
  expect(await asks()).toMatchObject({ kind: 'skipped', reason: 'it would come too late' });
});

test('a team answers in its own hours: an offer in its night runs from its morning on', async () => {
  const run = await somebody();
  await world.did(run.prospect, 'pricing.viewed');
  const thursday = Date.parse('2026-06-18T20:00+05:45');
  world.later((thursday - world.now) / DAY);
  const { seq } = await world.ctx.db
    .selectFrom('prospects')
    .select('seq')
    .where('id', '=', run.prospect)
    .executeTakeFirstOrThrow();
  const question = run.asks('handoff.offer', { kind: 'offer' }, { seq });
  const { handoff } = only(await offer(world.ctx, question), 'handoff');
  expect(handoff.until).toBe(Date.parse('2026-06-19T10:00+05:45') + 4 * HOUR);
});

test('sales is offered whom a score speaks for, with the deeds that made it', async () => {
  const run = await somebody();
  await world.did(run.prospect, 'pricing.viewed', { plan: 'team' });
  const question = run.asks('handoff.offer', { kind: 'offer' }, { seq: 1 });
  const { notify } = await offer(world.ctx, question);
  expect(notify?.packet.why).toMatchObject([
    { sentence: 'intent >= 10', events: [{ name: 'pricing.viewed', props: { plan: 'team' } }] },
  ]);
});
