import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerHandoff } from '../../store/answer-handoff.ts';
import { claim } from '../../store/claim.ts';
import { expire, quiet } from '../../store/clocks.ts';
import { letGo } from '../../store/fence.ts';
import { listHandoffs } from '../../store/handoffs.ts';
import { markNotified, offer } from '../../store/offer.ts';
import { small } from '../support/small-journey.ts';
import { flash } from './journeys.ts';
import { accepted, keen, type Offered, offered } from './sales.ts';
import { DAY, MINUTE, only, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash);
});
afterAll(() => world.close());

test('an offer has a clock and a packet that says who, why now and what was tried', async () => {
  const run = await keen(world);
  const mail = only(
    await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' })),
    'claimed',
  );
  await letGo(world.ctx, mail.token, { subject: 'Hello', templateHash: 'x' });
  const question = run.asks('handoff.offer', { kind: 'offer' }, { visit: 3 });
  const answer = only(await offer(world.ctx, question), 'handoff');
  expect(answer.handoff).toMatchObject({
    key: 'handoff.offer#3',
    rev: 1,
    state: 'offered',
    until: world.now + 240 * MINUTE,
  });
  const event = await world.ctx.db
    .selectFrom('events')
    .selectAll()
    .where('prospect', '=', run.prospect)
    .where('name', '=', 'demo.requested')
    .executeTakeFirstOrThrow();
  expect(answer.notify).toMatchObject({
    team: 'new-business',
    teamName: 'New business',
    reps: [
      { id: 'rosa', name: 'Rosa' },
      { id: 'sam', name: 'Sam' },
    ],
    journey: 'small',
    packet: {
      who: { email: mail.to, account: 'northwind.example', traits: { role: 'buyer' } },
      why: [
        {
          sentence: 'did demo.requested',
          since: world.now,
          events: [
            { id: event.id, name: 'demo.requested', at: world.now, props: { about: 'security' } },
          ],
        },
      ],
      sent: [{ mail: 'hello', subject: 'Hello', mindset: 'educate', at: world.now }],
      tried: [],
      suggest: 'Ask.',
      ready: 'A lead is ready when they did ‘demo requested’, or did ‘pricing viewed’.',
      journey: 'small',
      consent: [{ topic: 'tips', basis: 'consent' }],
    },
  });
  // asked again it is the same offer, and its mail to the team is due until somebody says that it went
  const again = only(await offer(world.ctx, question), 'handoff');
  expect(again.handoff).toEqual(answer.handoff);
  expect(again.notify?.id).toBe(answer.handoff.id);
  await markNotified(world.ctx, answer.handoff.id);
  expect(only(await offer(world.ctx, question), 'handoff').notify).toBeUndefined();
});

test('nobody is offered whom nothing speaks for, or while a rest is running', async () => {
  const run = await world.newcomer();
  const ask = () =>
    offer(world.ctx, run.asks('handoff.offer', { kind: 'offer' }, { visit: 3, seq: 99 }));
  expect(only(await ask(), 'unqualified').reason).toBe('what it needs does not hold');
  await world.did(run.prospect, 'demo.requested');
  await world.ctx.db
    .updateTable('prospects')
    .set({ rest_until: world.now + DAY })
    .where('id', '=', run.prospect)
    .execute();
  expect(only(await ask(), 'unqualified').reason).toContain('rest');
  await world.ctx.db
    .updateTable('prospects')
    .set({ rest_until: null, email: null })
    .where('id', '=', run.prospect)
    .execute();
  expect(only(await ask(), 'unqualified').reason).toContain('no address');
});

test('nobody is offered again for the same deeds', async () => {
  const { run, handoff } = await offered(world);
  world.later(0.1);
  await answerHandoff(world.ctx, handoff.id, { verb: 'reject', rep: 'sam', reason: 'bad-fit' });
  await world.fold();
  only(
    await offer(world.ctx, run.asks('handoff.offer', { kind: 'offer' }, { visit: 5, seq: 99 })),
    'unqualified',
  );
  world.later(1);
  await world.did(run.prospect, 'demo.requested');
  const again = only(
    await offer(world.ctx, run.asks('handoff.offer', { kind: 'offer' }, { visit: 6, seq: 99 })),
    'handoff',
  );
  expect(again.notify?.packet.tried).toMatchObject([
    { state: 'rejected', reason: 'bad-fit', rep: 'sam' },
  ]);
});

test('an offer that nobody answers expires when its clock has run out, and not before', async () => {
  const { run, handoff } = await offered(world);
  const clock = () =>
    expire(
      world.ctx,
      run.asks('handoff.offer', { kind: 'expire', handoff: handoff.id }, { visit: 3 }),
    );
  expect(only(await clock(), 'handoff').handoff.state).toBe('offered');
  world.later(1);
  expect(only(await clock(), 'handoff').handoff).toMatchObject({ state: 'expired', rev: 2 });
  expect(only(await clock(), 'handoff').handoff).toMatchObject({ state: 'expired', rev: 2 });
  only(await answerHandoff(world.ctx, handoff.id, { verb: 'accept', rep: 'rosa' }), 'conflict');
  expect(await world.entry(run.entry)).toMatchObject({ evidence_from: world.now });
});

test('not yet: it is offered anew on the date that was named', async () => {
  const { run, handoff } = await offered(world);
  await markNotified(world.ctx, handoff.id);
  only(
    await answerHandoff(world.ctx, handoff.id, {
      verb: 'not-yet',
      rep: 'rosa',
      until: world.now + 5 * DAY,
    }),
    'done',
  );
  const clock = async () =>
    only(
      await expire(
        world.ctx,
        run.asks('handoff.offer', { kind: 'expire', handoff: handoff.id }, { visit: 3 }),
      ),
      'handoff',
    );
  expect((await clock()).handoff).toMatchObject({ state: 'not-yet', until: world.now + 5 * DAY });
  world.later(5);
  const again = await clock();
  expect(again.handoff).toMatchObject({
    state: 'offered',
    until: world.now + 240 * MINUTE,
    rev: 3,
  });
  expect(again.notify?.id).toBe(handoff.id);
});

test('silence gives them back; a word that came first is heard', async () => {
  const { run, handoff } = await accepted(world);
  const ask = (of: Offered) =>
    quiet(
      world.ctx,
      of.run.asks('selling.assist', { kind: 'quiet', handoff: of.handoff.id }, { visit: 4 }),
    );
  expect(only(await ask({ run, handoff }), 'handoff').handoff).toMatchObject({
    state: 'returned',
    reason: 'quiet',
  });
  const other = await accepted(world);
  await answerHandoff(world.ctx, other.handoff.id, { verb: 'return', rep: 'rosa' });
  expect(only(await ask(other), 'handoff').handoff).not.toHaveProperty('reason');
});

test('a lost run is given its handoff as it is now', async () => {
  const { run, handoff } = await offered(world);
  await answerHandoff(world.ctx, handoff.id, { verb: 'accept', rep: 'rosa' });
  const fresh = await world.run(run.entry);
  expect(fresh.begin.state.handoff).toMatchObject({
    id: handoff.id,
    state: 'accepted',
    rep: 'rosa',
  });
});

test('handoffs are listed by state and team, page by page, the oldest first', async () => {
  const other = await World.open(small);
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    const prospect = await other.person();
    const entry = await other.entered(prospect);
    await other.did(prospect, 'demo.requested');
    const run = await other.run(entry);
    ids.push(
      only(await offer(other.ctx, run.asks('handoff.offer', { kind: 'offer' })), 'handoff').handoff
        .id,
    );
    other.later(1);
  }
  await answerHandoff(other.ctx, ids[0] ?? '', { verb: 'accept', rep: 'rosa' });
  const list = async (by: Parameters<typeof listHandoffs>[1]) =>
    (await listHandoffs(other.ctx, by)).handoffs.map(({ id }) => id);
  expect(await list({ state: 'offered' })).toEqual(ids.slice(1));
  expect(await list({ state: 'open', team: 'new-business' })).toEqual(ids);
  expect(await list({ team: 'nobody' })).toEqual([]);
  const page = await listHandoffs(other.ctx, { limit: 2 });
  expect(page.next).toBe(ids[1]);
  expect(await list({ limit: 2, after: ids[1] ?? '' })).toEqual(ids.slice(2));
  await other.close();
});
