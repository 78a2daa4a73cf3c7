import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { claim } from '../../store/claim.ts';
import { collect } from '../../store/collect.ts';
import { foldSome } from '../../store/fold.ts';
import { moved } from '../../store/moved.ts';
import { small } from '../support/small-journey.ts';
import { after, flash, trial } from './journeys.ts';
import { DAY, only, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash, trial, after);
});
afterAll(() => world.close());

test('what somebody does becomes a fact, and is told to whoever speaks', async () => {
  const { prospect, entry } = await world.newcomer();
  await world.rings();
  await world.did(prospect, 'pricing.viewed');
  const fact = { since: world.now };
  expect(await world.rings()).toMatchObject([
    { kind: 'tell', telling: { entry, seq: 1, facts: { 'did pricing.viewed': fact } } },
  ]);
  expect(await world.entry(entry)).toMatchObject({
    facts_seq: 1,
    facts: { 'did pricing.viewed': fact },
  });
});

test('what nobody asks about is kept and told to nobody', async () => {
  const { prospect, entry } = await world.newcomer();
  await world.rings();
  await world.did(prospect, 'docs.read');
  expect(await world.rings()).toEqual([]);
  expect((await world.entry(entry)).facts_seq).toBe(0);
});

test('a trait that changes is told; one that does not, is not', async () => {
  const { prospect } = await world.newcomer();
  await world.rings();
  const identify = async (role: string) => {
    await collect(world.ctx, {
      source: 'crm',
      messageId: `${prospect} ${world.later(1)}`,
      prospect,
      name: 'identify',
      props: { role },
      at: world.now,
    });
    await world.fold();
    return world.rings();
  };
  expect(await identify('buyer')).toHaveLength(1);
  expect(await identify('user')).toHaveLength(1);
  expect(await identify('user')).toEqual([]);
});

test('what happened before they came in does not count', async () => {
  const prospect = await world.person();
  await world.did(prospect, 'pricing.viewed');
  world.later(1);
  const entry = await world.entered(prospect);
  await world.rings();
  expect((await world.entry(entry)).facts).not.toHaveProperty(['did pricing.viewed']);
});

test('a deed lets people in where its properties fit, as of when it happened', async () => {
  const prospect = await world.person();
  await world.did(prospect, 'trial.started', { plan: 'free' });
  expect(await world.rings()).toEqual([]);
  await collect(world.ctx, {
    source: 'app',
    messageId: `${prospect} t`,
    prospect,
    name: 'trial.started',
    props: { plan: 'team' },
    at: world.now - DAY,
  });
  await world.fold();
  const [ring] = await world.rings();
  const { beginning } = only(ring ?? { kind: 'none' }, 'start');
  expect(beginning.state.at).toBe('nurture.fork');
  expect(await world.entry(beginning.entry)).toMatchObject({
    journey: 'trial',
    by: 'event',
    entered_at: world.now - DAY,
  });
});

test('a journey that came to its end is an event on which another begins', async () => {
  const run = await world.newcomer('flash');
  only(await moved(world.ctx, run.asks('nurture.over', { kind: 'moved', ended: 'done' })), 'gone');
  await world.rings();
  await world.fold();
  const [ring] = await world.rings();
  const { beginning } = only(ring ?? { kind: 'none' }, 'start');
  expect(await world.entry(beginning.entry)).toMatchObject({
    journey: 'after',
    status: 'speaking',
  });
});

test('a deal that was won takes back the mail that was about to leave', async () => {
  const run = await world.newcomer();
  only(await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' })), 'claimed');
  await world.did(run.prospect, 'deal.won', { value: 10 });
  expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'REVOKED' }]);
});

test('three who fold at once leave everyone’s news in order, each with a number of its own', async () => {
  const ctx = world.live();
  const people = await Promise.all(Array.from({ length: 20 }, () => world.newcomer()));
  await world.rings();
  for (let i = 0; i < 400; i += 20)
    await Promise.all(
      people.map(({ prospect }, k) =>
        collect(ctx, {
          source: 'race',
          messageId: `${i} ${k}`,
          prospect,
          name: 'pricing.viewed',
          props: {},
          at: ctx.now(),
        }),
      ),
    );
  await Promise.all(
    [1, 2, 3].map(async () => {
      while ((await ctx.db.selectFrom('mailbox').select('id').limit(1).execute()).length > 0)
        await foldSome(ctx, 5);
    }),
  );
  const ids = sql.join(people.map(({ prospect }) => sql`${prospect}::uuid`));
  const { rows } = await sql<{
    swapped: number;
    double: number;
    missing: number;
  }>`with e as (select * from events where prospect in (${ids}))
    select (select count(*) from e a join e b on a.prospect = b.prospect and a.id < b.id and a.seq > b.seq) as swapped,
      (select count(*) from (select from e group by prospect, seq having count(*) > 1) x) as double,
      (select count(*) from prospects p where id in (${ids}) and seq <> (select max(seq) from e where e.prospect = p.id)) as missing`.execute(
    ctx.db,
  );
  expect(rows).toEqual([{ swapped: 0, double: 0, missing: 0 }]);
  const told = await world.rings();
  for (const { prospect } of people) {
    const seqs = told
      .filter((ring) => ring.prospect === prospect)
      .map((ring) => (ring.kind === 'tell' ? (ring.telling.seq ?? 0) : 0));
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  }
});

test('a fold that dies leaves everything as it was', async () => {
  const { prospect, entry } = await world.newcomer();
  await world.rings();
  await collect(world.ctx, {
    source: 'test',
    messageId: `${prospect} dies`,
    prospect,
    name: 'pricing.viewed',
    props: {},
    at: world.now,
  });
  let looks = 0;
  const dying = {
    ...world.ctx,
    now: () => {
      looks += 1;
      if (looks > 1) throw new Error('died');
      return world.now;
    },
  };
  await expect(foldSome(dying)).rejects.toThrow('died');
  expect((await world.entry(entry)).facts_seq).toBe(0);
  await world.fold();
  expect((await world.entry(entry)).facts_seq).toBe(1);
});
