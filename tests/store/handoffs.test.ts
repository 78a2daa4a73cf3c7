import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerHandoff } from '../../store/answer-handoff.ts';
import { claim } from '../../store/claim.ts';
import { getHandoff } from '../../store/handoffs.ts';
import { moved } from '../../store/moved.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { small } from '../support/small-journey.ts';
import { flash } from './journeys.ts';
import { accepted, offered } from './sales.ts';
import { DAY, only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash);
});
afterAll(() => world.close());

const told = async (run: Run) =>
  (await world.rings()).filter((ring) => ring.prospect === run.prospect);

test('who accepts has them: no mail leaves that was about to, and the entry is told', async () => {
  const { run, handoff } = await offered(world);
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
  const { run } = await accepted(world);
  await world.entered(run.prospect, 'flash');
  const answer = await moved(world.ctx, run.asks('selling.assist', { kind: 'moved' }, { seq: 99 }));
  expect(answer.kind).toBe('stays');
});

test('a rejection spends what convinced us, rests by its reason and is an event', async () => {
  const { run, handoff } = await offered(world);
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

test('an answer must come from the team, with a reason the house has and a date ahead', async () => {
  const { handoff } = await offered(world);
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

test('a deal that is won is an event, in the same moment', async () => {
  const { run, handoff } = await accepted(world);
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
  const first = await offered(world);
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
  const second = await accepted(world);
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
  const { run, handoff } = await accepted(world);
  await unsubscribe(world.ctx, { prospect: run.prospect, source: 'link' });
  expect((await world.entry(run.entry)).status).toBe('speaking');
  only(
    await answerHandoff(world.ctx, handoff.id, { verb: 'outcome', rep: 'rosa', outcome: 'lost' }),
    'done',
  );
});
