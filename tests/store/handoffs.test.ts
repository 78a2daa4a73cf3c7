import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerHandoff } from '../../store/answer-handoff.ts';
import { claim } from '../../store/claim.ts';
import { expire, quiet } from '../../store/clocks.ts';
import { letGo } from '../../store/fence.ts';
import type { HandoffView } from '../../store/handoff-view.ts';
import { getHandoff, listHandoffs } from '../../store/handoffs.ts';
import { moved } from '../../store/moved.ts';
import { markNotified, offer } from '../../store/offer.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { flash } from './journeys.ts';
import { small } from '../support/small-journey.ts';
import { DAY, MINUTE, only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash);
});
afterAll(() => world.close());

type Offered = Readonly<{ run: Run; handoff: HandoffView }>;

/** Somebody who asked for a demo. */
async function keen(): Promise<Run> {
  const prospect = await world.person({ traits: { role: 'buyer' } });
  const entry = await world.entered(prospect);
  await world.did(prospect, 'demo.requested', { about: 'security' });
  return world.run(entry);
}
/** … and was offered for it. */
async function offered(): Promise<Offered> {
  const run = await keen();
  const answer = only(
    await offer(world.ctx, run.asks('handoff.offer', { kind: 'offer' }, { visit: 3 })),
    'handoff',
  );
  const handoff = await getHandoff(world.ctx, answer.handoff.id);
  if (handoff === undefined) throw new Error('no handoff');
  await world.rings();
  return { run, handoff };
}
async function accepted(): Promise<Offered> {
  const { run, handoff } = await offered();
  const done = only(
    await answerHandoff(world.ctx, handoff.id, { verb: 'accept', rep: 'rosa' }),
    'done',
  );
  await world.fold();
  await world.rings();
  return { run, handoff: done.handoff };
}
const told = async (run: Run) =>
  (await world.rings()).filter((ring) => ring.prospect === run.prospect);

test('an offer has a clock and a packet that says who, why now and what was tried', async () => {
  const run = await keen();
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

test('who accepts has them: no mail leaves that was about to, and the entry is told', async () => {
  const { run, handoff } = await offered();
  only(await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' })), 'claimed');
  const done = only(
    await answerHandoff(world.ctx, handoff.id, { verb: 'accept', rep: 'rosa' }),
    'done',
  );
  expect(done.handoff).toMatchObject({
    state: 'accepted',
    rep: 'rosa',
    rev: 2,
    until: null,
    answeredAt: world.now,
  });
  expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'REVOKED' }]);
  expect(await told(run)).toMatchObject([
    {
      telling: {
        entry: run.entry,
        handoff: { id: handoff.id, state: 'accepted', rev: 2, rep: 'rosa' },
      },
    },
  ]);
  const conflict = only(
    await answerHandoff(world.ctx, handoff.id, { verb: 'reject', rep: 'sam', reason: 'bad-fit' }),
    'conflict',
  );
  expect(conflict.handoff).toMatchObject({ state: 'accepted', rep: 'rosa' });
});

test('while sales has them nobody pushes in', async () => {
  const { run } = await accepted();
  await world.entered(run.prospect, 'flash');
  only(await moved(world.ctx, run.asks('selling.assist', { kind: 'moved' }, { seq: 99 })), 'stays');
});

test('a rejection spends what convinced us, rests by its reason and is an event', async () => {
  const { run, handoff } = await offered();
  world.later(0.1);
  const done = only(
    await answerHandoff(world.ctx, handoff.id, {
      verb: 'reject',
      rep: 'sam',
      reason: 'not-ready',
      note: 'in spring',
    }),
    'done',
  );
  expect(done.handoff).toMatchObject({
    state: 'rejected',
    reason: 'not-ready',
    note: 'in spring',
    closedAt: world.now,
  });
  const [ring] = await told(run);
  expect(ring).toMatchObject({
    telling: {
      seq: 3,
      facts: { rested: { since: world.now + 90 * DAY } },
      handoff: { state: 'rejected', reason: 'not-ready' },
    },
  });
  expect(only(ring ?? { kind: 'none' }, 'tell').telling.facts).not.toHaveProperty([
    'did demo.requested',
  ]);
  expect(await world.entry(run.entry)).toMatchObject({ evidence_from: world.now });
  const person = await world.ctx.db
    .selectFrom('prospects')
    .selectAll()
    .where('id', '=', run.prospect)
    .executeTakeFirstOrThrow();
  expect(person.rest_until).toBe(world.now + 90 * DAY);
  const event = await world.ctx.db
    .selectFrom('events')
    .selectAll()
    .where('name', '=', 'handoff.rejected')
    .where('prospect', '=', run.prospect)
    .executeTakeFirst();
  expect(event?.props).toEqual({ team: 'new-business', reason: 'not-ready' });
});

test('nobody is offered again for the same deeds', async () => {
  const { run, handoff } = await offered();
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

test('an answer must come from the team, with a reason the house has and a date ahead', async () => {
  const { handoff } = await offered();
  const refused = async (said: Parameters<typeof answerHandoff>[2]) =>
    only(await answerHandoff(world.ctx, handoff.id, said), 'refused');
  expect(await refused({ verb: 'accept', rep: 'nobody' })).toMatchObject({
    code: 'unknown-rep',
    say: expect.stringContaining('rosa, sam') as string,
  });
  expect(await refused({ verb: 'reject', rep: 'rosa', reason: 'toString' })).toMatchObject({
    code: 'unknown-reason',
    say: expect.stringContaining('not-ready') as string,
  });
  expect((await refused({ verb: 'not-yet', rep: 'rosa', until: world.now })).code).toBe(
    'bad-until',
  );
  expect(
    await answerHandoff(world.ctx, '00000000-0000-4000-8000-000000000000', {
      verb: 'accept',
      rep: 'rosa',
    }),
  ).toEqual({ kind: 'unknown' });
  expect((await getHandoff(world.ctx, handoff.id))?.state).toBe('offered');
});

test('an offer that nobody answers expires when its clock has run out, and not before', async () => {
  const { run, handoff } = await offered();
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
  const { run, handoff } = await offered();
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
  const { run, handoff } = await accepted();
  const ask = (of: Offered) =>
    quiet(
      world.ctx,
      of.run.asks('selling.assist', { kind: 'quiet', handoff: of.handoff.id }, { visit: 4 }),
    );
  expect(only(await ask({ run, handoff }), 'handoff').handoff).toMatchObject({
    state: 'returned',
    reason: 'quiet',
  });
  const other = await accepted();
  await answerHandoff(world.ctx, other.handoff.id, { verb: 'return', rep: 'rosa' });
  expect(only(await ask(other), 'handoff').handoff).not.toHaveProperty('reason');
});

test('a deal that is won is an event, in the same moment', async () => {
  const { run, handoff } = await accepted();
  const done = only(
    await answerHandoff(world.ctx, handoff.id, {
      verb: 'outcome',
      rep: 'rosa',
      outcome: 'won',
      value: 1200,
    }),
    'done',
  );
  expect(done.handoff).toMatchObject({ state: 'won', value: 1200 });
  const event = await world.ctx.db
    .selectFrom('events')
    .selectAll()
    .where('name', '=', 'deal.won')
    .where('prospect', '=', run.prospect)
    .executeTakeFirst();
  expect(event?.props).toEqual({ value: 1200 });
  only(
    await moved(world.ctx, run.asks('exit.won', { kind: 'moved', ended: 'won' }, { seq: 99 })),
    'gone',
  );
  expect((await getHandoff(world.ctx, handoff.id))?.state).toBe('won');
});

test('an end takes back the open offer; what was won meanwhile is theirs who had it', async () => {
  const first = await offered();
  only(
    await moved(
      world.ctx,
      first.run.asks('exit.bad-fit', { kind: 'moved', ended: 'bad-fit' }, { seq: 99 }),
    ),
    'gone',
  );
  expect(await getHandoff(world.ctx, first.handoff.id)).toMatchObject({
    state: 'withdrawn',
    reason: 'bad-fit',
  });
  const second = await accepted();
  only(
    await moved(
      world.ctx,
      second.run.asks('exit.won', { kind: 'moved', ended: 'won' }, { seq: 99 }),
    ),
    'gone',
  );
  expect(await getHandoff(world.ctx, second.handoff.id)).toMatchObject({
    state: 'won',
    rep: 'rosa',
  });
});

test('somebody who unsubscribes stays with sales, without mails', async () => {
  const { run, handoff } = await accepted();
  await unsubscribe(world.ctx, { prospect: run.prospect, source: 'link' });
  expect((await world.entry(run.entry)).status).toBe('speaking');
  only(
    await answerHandoff(world.ctx, handoff.id, { verb: 'outcome', rep: 'rosa', outcome: 'lost' }),
    'done',
  );
});

test('a lost run is given its handoff as it is now', async () => {
  const { run, handoff } = await offered();
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
