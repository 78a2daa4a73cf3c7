import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerHandoff } from '../../store/answer-handoff.ts';
import { claim } from '../../store/claim.ts';
import { type Claiming, createClaiming } from '../../store/claim-together.ts';
import { expire } from '../../store/clocks.ts';
import type { Ctx } from '../../store/ctx.ts';
import { enter } from '../../store/enter.ts';
import { letGo, settle } from '../../store/fence.ts';
import { placeHold, releaseHold } from '../../store/holds.ts';
import { leave } from '../../store/leave.ts';
import { moved } from '../../store/moved.ts';
import { offer } from '../../store/offer.ts';
import { openDatabase } from '../../store/open.ts';
import { createAcceptance } from '../../store/settle-accepted.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { eventually } from '../support/eventually.ts';
import { small } from '../support/small-journey.ts';
import { flash } from './journeys.ts';
import { moment, race, RACES, times } from './racing.ts';
import { only, type Run, World } from './world.ts';

let world: World;
let ctx: Ctx;
let claiming: Claiming;
beforeAll(async () => {
  world = await World.open(small, flash);
  ctx = { ...world.live(), db: openDatabase(world.database.url, { max: 40 }) };
  claiming = createClaiming(ctx);
});
afterAll(async () => {
  await ctx.db.destroy();
  await world.close();
});

const sent = { subject: 'Hello', templateHash: 'x' };
/** Of one worker: those that come at once are claimed together. */
const touch = (run: Run) => claiming(run.asks('nurture.hello', { kind: 'touch' }));

test('a rep who accepts, one who rejects and the clock: exactly one of them wins, and the others are told who', async () => {
  const wins: Record<string, number> = {};
  const offers = await Promise.all(
    times(RACES, async () => {
      const run = await world.newcomer();
      await world.ctx.db
        .updateTable('entries')
        .set({ facts: JSON.stringify({ 'did demo.requested': { since: 0 } }) })
        .where('id', '=', run.entry)
        .execute();
      await world.ctx.db
        .insertInto('events')
        .values({
          source: 'race',
          message_id: run.prospect,
          prospect: run.prospect,
          kind: 'track',
          name: 'demo.requested',
          props: '{}',
          at: world.now,
          received_at: world.now,
          seq: 1,
        })
        .execute();
      const { handoff } = only(
        await offer(world.ctx, run.asks('handoff.offer', { kind: 'offer' })),
        'handoff',
      );
      return { run, id: handoff.id };
    }),
  );
  await world.rings();
  await world.ctx.db.updateTable('handoffs').set({ until: 0 }).execute();
  await race(offers, async ({ run, id }) => {
    const answers = await Promise.all([
      moment(4).then(() => answerHandoff(ctx, id, { verb: 'accept', rep: 'rosa' })),
      moment(4).then(() =>
        answerHandoff(ctx, id, { verb: 'reject', rep: 'sam', reason: 'bad-fit' }),
      ),
      moment(4).then(() => expire(ctx, run.asks('handoff.offer', { kind: 'expire', handoff: id }))),
    ]);
    const states = answers.map((answer) =>
      'handoff' in answer ? answer.handoff.state : answer.kind,
    );
    const [winner = ''] = states;
    expect(states).toEqual([winner, winner, winner]);
    const done = answers.filter(({ kind }) => kind === 'done').length;
    expect(done).toBe(winner === 'expired' ? 0 : 1);
    wins[winner] = (wins[winner] ?? 0) + 1;
  });
  expect(Object.keys(wins).toSorted()).toEqual(['accepted', 'expired', 'rejected']);
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from handoffs where rev <> 2`.execute(ctx.db);
  expect(rows[0]?.n).toBe(0);
});

test('no mail lets go of its last bytes after the commit of an unsubscribe', async () => {
  const runs = await Promise.all(times(RACES, () => world.newcomer()));
  const outcomes = new Set<string>();
  await race(runs, async (run) => {
    const mail = async () => {
      const answer = await touch(run);
      if (answer.kind !== 'claimed') return outcomes.add(answer.kind);
      await moment(6);
      return outcomes.add((await letGo(ctx, answer.token, sent)) ? 'left' : 'stopped');
    };
    await Promise.all([
      mail(),
      moment(14).then(() => unsubscribe(ctx, { prospect: run.prospect, source: 'race' })),
    ]);
  });
  expect([...outcomes]).toEqual(expect.arrayContaining(['left', 'stopped']));
  const { rows } = await sql<{ late: number; left: number; stops: number }>`select
    count(*) filter (where l.state = 'DOT' and pg_xact_commit_timestamp(l.xmin) > pg_xact_commit_timestamp(s.xmin)) as late,
    count(*) filter (where l.state = 'DOT') as left, count(*) as stops
    from suppressions s join prospects p using (address_hash) left join ledger l on l.prospect = p.id`.execute(
    ctx.db,
  );
  expect(rows[0]).toMatchObject({ late: 0, stops: RACES });
  const claims = await sql<{
    n: number;
  }>`select count(*) as n from ledger l join prospects p on p.id = l.prospect join suppressions s using (address_hash) where l.state = 'CLAIMED'`.execute(
    ctx.db,
  );
  expect(claims.rows[0]?.n).toBe(0);
});

test('no mail lets go of its last bytes after the commit of a hold on all', async () => {
  for (const _ of times(Math.ceil(RACES / 20), () => 0)) {
    const runs = await Promise.all(times(12, () => world.newcomer()));
    const mail = async (run: Run) => {
      const answer = await moment(8).then(() => touch(run));
      if (answer.kind !== 'claimed') return;
      await moment(4);
      await letGo(ctx, answer.token, sent);
    };
    const [hold] = await Promise.all([
      moment(8).then(() => placeHold(ctx, { scope: 'all', reason: 'race', by: 'test' })),
      ...runs.map(mail),
    ]);
    const people = sql.join(runs.map(({ prospect }) => sql`${prospect}::uuid`));
    const { rows } = await sql<{ late: number; open: number }>`select
      count(*) filter (where l.state = 'DOT' and pg_xact_commit_timestamp(l.xmin) > pg_xact_commit_timestamp(h.xmin)) as late,
      count(*) filter (where l.state = 'CLAIMED') as open
      from holds h, ledger l where h.id = ${hold?.id ?? null} and l.prospect in (${people})`.execute(
      ctx.db,
    );
    expect(rows).toEqual([{ late: 0, open: 0 }]);
    await releaseHold(ctx, hold?.id ?? '', 'test');
  }
});

test('whoever is held back while the hold is being released is rung all the same', async () => {
  const run = await world.newcomer();
  const { id } = await placeHold(ctx, { scope: 'all', reason: 'race', by: 'test' });
  await world.rings();
  // a claim that has seen the hold, and cannot commit yet: its line of the story has to wait
  const busy = await ctx.db.startTransaction().execute();
  await sql`lock table story in exclusive mode`.execute(busy);
  const claims = touch(run);
  await waiting(1);
  let released = false;
  const releasing = releaseHold(ctx, id, 'test').then(() => (released = true));
  await Promise.race([waiting(2), releasing]);
  expect(released).toBe(false);
  await busy.commit().execute();
  await releasing;
  only(await claims, 'held');
  expect(await world.rings()).toMatchObject([{ kind: 'tell', telling: { entry: run.entry } }]);
});

/** Until so many wait for somebody's lock. */
const waiting = (count: number): Promise<void> =>
  eventually(async () => {
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and a.datname = current_database()`.execute(world.ctx.db);
    expect(rows[0]?.n).toBe(count);
  });

test('while one entry ends others begin: somebody speaks, and has a run or is about to get one', async () => {
  const runs = await Promise.all(times(RACES, () => world.newcomer()));
  await world.rings();
  const next = new Map<string, string>();
  await race(runs, async (run, i) => {
    const end = async () => {
      const answer = await moves(run, i);
      if (answer?.kind === 'next') next.set(run.prospect, answer.to.entry);
    };
    await Promise.all([
      moment(5).then(end),
      moment(5).then(() => enter(ctx, { prospect: run.prospect, journey: 'flash', by: 'list' })),
      moment(5).then(() => enter(ctx, { prospect: run.prospect, journey: 'small', by: 'list' })),
    ]);
  });
  const ids = sql.join(runs.map(({ prospect }) => sql`${prospect}::uuid`));
  const orphans = await sql<{
    n: number;
  }>`select count(*) as n from (select prospect from entries where prospect in (${ids}) group by prospect
    having count(*) filter (where status = 'speaking') <> least(1, count(*) filter (where status <> 'closed'))) x`.execute(
    ctx.db,
  );
  expect(orphans.rows[0]?.n).toBe(0);
  const starts = new Set(
    (await world.rings()).flatMap((ring) => (ring.kind === 'start' ? [ring.entry] : [])),
  );
  const speaking = await ctx.db
    .selectFrom('entries')
    .select(['id', 'prospect'])
    .where('status', '=', 'speaking')
    .where(
      'prospect',
      'in',
      runs.map(({ prospect }) => prospect),
    )
    .execute();
  const running = new Set(runs.map(({ entry }) => entry));
  for (const { id, prospect } of speaking)
    expect(running.has(id) || starts.has(id) || next.get(prospect) === id).toBe(true);
});

/** Its run ends it, or somebody from outside. */
const moves = (run: Run, i: number) =>
  i % 3 === 0
    ? leave(ctx, { prospect: run.prospect, reason: 'competitor', journey: 'small' }).then(
        () => undefined,
      )
    : moved(ctx, run.asks('nurture.done', { kind: 'moved', ended: 'done' }));

test('of all attempts at one touch at most one lets go', async () => {
  const runs = await Promise.all(times(Math.ceil(RACES / 5), () => world.newcomer()));
  await race(runs, async (run) => {
    const question = run.asks('nurture.hello', { kind: 'touch' });
    const attempts = await Promise.all(
      times(5, async () => {
        const answer = await moment(3).then(() => claim(ctx, question));
        if (answer.kind !== 'claimed') return false;
        await moment(3);
        return letGo(ctx, answer.token, sent);
      }),
    );
    expect(attempts.filter(Boolean)).toHaveLength(1);
  });
});

test('a settlement, a stop and a second attempt at one touch never wait for each other in a circle', async () => {
  const runs = await Promise.all(times(RACES, () => world.newcomer()));
  await race(runs, async (run) => {
    const question = run.asks('nurture.hello', { kind: 'touch' });
    const { token } = only(await claim(ctx, question), 'claimed');
    const done = await Promise.all([
      settle(ctx, token, { state: 'REJECTED', reply: '550' }),
      unsubscribe(ctx, { prospect: run.prospect, source: 'race' }),
      claim(ctx, question),
    ]);
    expect(done).toHaveLength(3);
  });
});

test('mails that are settled together, by two workers, wait in no circle for stops and second attempts, and each is told once', async () => {
  const workers = [createAcceptance(ctx), createAcceptance(ctx)] as const;
  for (const _ of times(Math.ceil(RACES / 12), () => 0)) {
    const mails = await Promise.all(
      times(12, async (i) => {
        const run = await world.newcomer();
        const question = run.asks('nurture.hello', { kind: 'touch' });
        const { token } = only(await claim(ctx, question), 'claimed');
        expect(await letGo(ctx, token, sent)).toBe(true);
        return { run, question, token, accept: i % 2 === 0 ? workers[0] : workers[1] };
      }),
    );
    const holding = moment(4).then(() => placeHold(ctx, { scope: 'all', reason: 'r', by: 't' }));
    await Promise.all([
      ...mails.map(({ run: { prospect }, token, accept }) =>
        moment(4).then(() => accept({ prospect, token, reply: '250 kept' })),
      ),
      ...mails.map(({ run: { prospect } }) =>
        moment(4).then(() => unsubscribe(ctx, { prospect, source: 'race' })),
      ),
      ...mails.map(({ question }) => moment(4).then(() => claim(ctx, question))),
    ]);
    await releaseHold(ctx, (await holding).id, 't');
    for (const { run } of mails) {
      expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'ACCEPTED' }]);
      const told = (await world.story(run.prospect)).filter((line) => line.startsWith('sent'));
      expect(told).toHaveLength(1);
    }
  }
});

test('a person is in a journey once, however many let them in at once', async () => {
  for (const prospect of await Promise.all(times(10, () => world.person()))) {
    const answers = await Promise.all(
      times(8, () => enter(ctx, { prospect, journey: 'small', by: 'list' })),
    );
    expect(answers.filter(({ kind }) => kind === 'entered')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'already')).toHaveLength(7);
  }
});
