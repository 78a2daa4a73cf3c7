import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerHandoff } from '../../store/answer-handoff.ts';
import { claim } from '../../store/claim.ts';
import { scoresOf } from '../../store/scores.ts';
import { small } from '../support/small-journey.ts';
import { notes, office, seat } from './knowing-journeys.ts';
import { accepted } from './sales.ts';
import { DAY, MINUTE, only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, notes, seat, office);
});
afterAll(() => world.close());

const HOUR = 60 * MINUTE;
const factsOf = async (entry: string) => (await world.entry(entry)).facts;

test('a score counts what they did before they came in, and is told until when it is high enough', async () => {
  const prospect = await world.person({ traits: { role: 'buyer' } });
  await world.did(prospect, 'pricing.viewed');
  world.later(1);
  const entry = await world.entered(prospect, 'notes');
  expect(await factsOf(entry)).toEqual({});
  await world.did(prospect, 'pricing.viewed');
  const { 'intent >= 30': fact } = await factsOf(entry);
  expect(fact?.since).toBe(world.now);
  // 5 lasting points, 20 and what is left of 20 after a day: 25 of those that fade must be left
  const fading = Math.round(20_000 * 2 ** -0.1) + 20_000;
  const until = world.now + 10 * DAY * Math.log2(fading / 25_000);
  expect(Math.abs((fact?.until ?? 0) - until)).toBeLessThanOrEqual(1000);
});

test('ever reaches back before the entry; a plain deed does not', async () => {
  const prospect = await world.person();
  await world.did(prospect, 'docs.read');
  const at = world.now;
  world.later(1);
  const run = await booked(prospect, { session: 's1', startsAt: world.now + 3 * DAY });
  expect(await factsOf(run.entry)).toMatchObject({ 'did docs.read ever': { since: at } });
});

type Seat = Readonly<{ session: string; startsAt: number; title?: string }>;
/** They booked it, and the entry that this made, or that it is about. */
async function booked(prospect: string, { startsAt, ...props }: Seat): Promise<Run> {
  await world.did(prospect, 'seat.booked', {
    ...props,
    startsAt: new Date(startsAt).toISOString(),
  });
  const { id } = await world.ctx.db
    .selectFrom('entries')
    .select('id')
    .where('prospect', '=', prospect)
    .where('entry_key', '=', props.session)
    .executeTakeFirstOrThrow();
  return world.run(id);
}
const subscriber = () =>
  world.person({ consents: [{ topic: 'receipts', basis: 'contract', source: 'shop' }] });

test('a date is a fact, and when it moves that is told; of each entry its own', async () => {
  const prospect = await subscriber();
  const first = await booked(prospect, { session: 'a', startsAt: world.now + 3 * DAY });
  const second = await booked(prospect, { session: 'b', startsAt: world.now + 5 * DAY });
  const hourBefore = '1 hour before the seat.booked.startsAt';
  expect(await factsOf(first.entry)).toMatchObject({
    [hourBefore]: { since: world.now + 3 * DAY - HOUR },
  });
  expect(await factsOf(second.entry)).toMatchObject({
    [hourBefore]: { since: world.now + 5 * DAY - HOUR },
  });
  await world.rings();
  const moved = world.now + 4 * DAY;
  await booked(prospect, { session: 'a', startsAt: moved });
  expect(await world.rings()).toMatchObject([
    { telling: { entry: first.entry, facts: { [hourBefore]: { since: moved - HOUR } } } },
  ]);
});

test('what is cancelled concerns the entry that is about it', async () => {
  const prospect = await subscriber();
  const first = await booked(prospect, { session: 'a', startsAt: world.now + 3 * DAY });
  const second = await booked(prospect, { session: 'b', startsAt: world.now + 5 * DAY });
  await world.did(prospect, 'session.cancelled', { session: 'a' });
  const cancelled = ['did session.cancelled where session is the seat.booked.session'];
  expect(await factsOf(first.entry)).toHaveProperty(cancelled);
  expect(await factsOf(second.entry)).not.toHaveProperty(cancelled);
});

test('a day begins where the house is', async () => {
  const { entry } = await booked(await subscriber(), { session: 'a', startsAt: world.now + DAY });
  expect(await factsOf(entry)).toMatchObject({
    '2027-08-20': { since: Date.parse('2027-08-20T00:00:00+02:00') },
  });
});

test('a reminder is filled from its own booking, with its date, and is of no use after it', async () => {
  const prospect = await subscriber();
  const startsAt = world.now + 3 * DAY;
  const run = await booked(prospect, { session: 'a', title: 'First', startsAt });
  await booked(prospect, { session: 'b', title: 'Second', startsAt: startsAt + DAY });
  const { seq } = await world.ctx.db
    .selectFrom('prospects')
    .select('seq')
    .where('id', '=', prospect)
    .executeTakeFirstOrThrow();
  const asks = () =>
    claim(world.ctx, run.asks('nurture.reminder', { kind: 'touch' }, { seq, facts: {} }));
  world.later(2.99);
  expect(only(await asks(), 'claimed').fill).toEqual({
    title: 'First',
    at: new Date(startsAt).toISOString(),
  });
  world.later(0.01);
  expect(await asks()).toMatchObject({ kind: 'skipped', reason: 'it would come too late' });
});

test('a deal that was lost is an event with its reason, and has spent intent for good', async () => {
  const { run, handoff } = await accepted(world);
  await world.did(run.prospect, 'pricing.viewed');
  world.later(0.1);
  const lost = { verb: 'outcome', rep: 'rosa', outcome: 'lost', reason: 'not-ready' } as const;
  only(await answerHandoff(world.ctx, handoff.id, lost), 'done');
  const event = await world.ctx.db
    .selectFrom('events')
    .select(['name', 'props'])
    .where('prospect', '=', run.prospect)
    .where('name', '=', 'deal.lost')
    .executeTakeFirst();
  expect(event).toEqual({ name: 'deal.lost', props: { reason: 'not-ready' } });
  await world.fold();
  await world.ctx.db
    .updateTable('entries')
    .set({ status: 'closed' })
    .where('id', '=', run.entry)
    .execute();
  world.later(1);
  await world.entered(run.prospect, 'notes'); // its entry is new, and what was spent stays spent
  const [, intent] = await scoresOf(world.ctx, run.prospect);
  expect(intent).toMatchObject({ axis: 'intent', milli: 5_000 });
});

test('a score is explained by lines that sum exactly to it, with what each is for', async () => {
  const prospect = await world.person({ traits: { role: 'buyer' } });
  await world.fold();
  world.later(0.1);
  await world.did(prospect, 'pricing.viewed');
  await world.entered(prospect, 'notes');
  world.later(10);
  await world.did(prospect, 'pricing.viewed');
  const scores = await scoresOf(world.ctx, prospect);
  expect(scores.map(({ axis, milli }) => [axis, milli])).toEqual([
    ['fit', 7_000],
    ['intent', 35_000],
  ]);
  expect(scores[1]?.lines.map(({ what, milli, balance }) => [what, milli, balance])).toEqual([
    [{ kind: 'signal', sentence: 'role is "buyer"' }, 5_000, 5_000],
    [{ kind: 'signal', sentence: 'did pricing.viewed' }, 20_000, 25_000],
    [{ kind: 'faded' }, -10_000, 15_000],
    [{ kind: 'signal', sentence: 'did pricing.viewed' }, 20_000, 35_000],
  ]);
});

test('a long account begins with what was before, so that it still sums to the score', async () => {
  const prospect = await world.person();
  await world.entered(prospect, 'notes');
  await world.ctx.db
    .insertInto('events')
    .values(
      Array.from({ length: 150 }, (_, i) => ({
        source: 'test',
        message_id: `${prospect} ${i}`,
        prospect,
        kind: 'track' as const,
        name: 'pricing.viewed',
        props: '{}',
        at: world.now - (150 - i) * HOUR,
        received_at: world.now,
        seq: 1,
      })),
    )
    .execute();
  const [, intent] = await scoresOf(world.ctx, prospect);
  expect(intent?.lines).toHaveLength(200);
  expect(intent?.lines[0]?.what).toEqual({ kind: 'earlier' });
  expect(intent?.lines.reduce((sum, { milli }) => sum + milli, 0)).toBe(intent?.milli);
});

test('somebody in no journey has no scores', async () => {
  expect(await scoresOf(world.ctx, await world.person())).toEqual([]);
});
