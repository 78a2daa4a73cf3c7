import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsePerMinute, UNLIMITED } from '../../core/per-minute.ts';
import { claim } from '../../store/claim.ts';
import type { Ctx } from '../../store/ctx.ts';
import { letGo, settle } from '../../store/fence.ts';
import { openDatabase } from '../../store/open.ts';
import { createQuotas, type Leaving, type Quotas } from '../../store/quotas.ts';
import { warmUp } from '../../store/warm-ups.ts';
import { times } from './racing.ts';
import { DAY, house, only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await sql`create table leases (n bigint generated always as identity)`.execute(world.ctx.db);
  await sql`create function count_lease() returns trigger language plpgsql as
    $$ begin insert into leases default values; return null; end $$`.execute(world.ctx.db);
  await sql`create trigger counted after insert or update on quotas for each row execute function count_lease()`.execute(
    world.ctx.db,
  );
});
afterAll(() => world.close());

const leases = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from leases`.execute(world.ctx.db);
  return rows[0]?.n ?? 0;
};
const leaving = (of: Partial<Leaving> = {}): Leaving => ({
  key: 'somebody',
  sender: 'team',
  group: 'gmail',
  ...of,
});

/** A worker that has nothing but mails to send: takes as fast as it may for so long, ms; answers when it took each. */
async function hammer(quotas: Quotas, ms: number, of = leaving()): Promise<readonly number[]> {
  const took: number[] = [];
  const ends = performance.now() + ms;
  while (performance.now() < ends) {
    const answer = quotas.take(of);
    if (answer === 'taken') took.push(performance.now());
    else if (answer === 'ask') await quotas.ask(of);
    else await pause(Math.min(answer.wait, 20));
  }
  return took;
}

/** The most of any window of this length, wherever it begins. */
function mostIn(window: number, took: readonly number[]): number {
  const sorted = took.toSorted((a, b) => a - b);
  let [most, from] = [0, 0];
  sorted.forEach((at, i) => {
    while ((sorted[from] ?? 0) <= at - window) from += 1;
    most = Math.max(most, i - from + 1);
  });
  return most;
}

test('workers that all take as fast as they may never pass a quota in any window, come near it, and write its row a few times a second', async () => {
  const MINUTE = 600;
  const perMinute = parsePerMinute('all=6000, gmail=2400');
  const pools = times(4, () => openDatabase(world.database.url, { max: 2 }));
  const before = await leases();
  const took = await Promise.all(
    pools.map((db, i) =>
      hammer(createQuotas({ ...world.ctx, db }, perMinute, { span: MINUTE, lease: 20 }), 2_000, {
        ...leaving(),
        group: i % 2 ? 'gmail' : 'northwind.example',
      }),
    ),
  );
  await Promise.all(pools.map((db) => db.destroy()));
  const gmail = [...(took[1] ?? []), ...(took[3] ?? [])];
  expect(mostIn(MINUTE, took.flat())).toBeLessThanOrEqual(6_000);
  expect(mostIn(MINUTE, gmail)).toBeLessThanOrEqual(2_400);
  expect(took.flat().length).toBeGreaterThan(3 * 6_000 * 0.6);
  const written = (await leases()) - before;
  expect(written / took.flat().length).toBeLessThan(0.25);
});

test('what a worker leased and does not use in time is lost: nobody sends it later', async () => {
  const quotas = createQuotas(world.ctx, parsePerMinute('sender:ana=600'), {
    span: 6_000,
    lease: 40,
  });
  const anas = leaving({ sender: 'ana', group: 'northwind.example' });
  await quotas.ask(anas);
  expect(quotas.take(anas)).toBe('taken');
  await pause(50);
  expect(quotas.take(anas)).not.toBe('taken');
});

const PLENTY = { reply: '250', state: 'ACCEPTED' } as const;
const touch = (run: Run, quotas: Quotas, ctx: Ctx = world.ctx) =>
  claim(ctx, run.asks('nurture.hello', { kind: 'touch' }), { quotas });

describe('a claim', () => {
  test('without room waits in line, is told why once, and has no row', async () => {
    const quotas = createQuotas(world.ctx, parsePerMinute('sender:team=10'));
    const runs = await Promise.all(times(12, () => world.newcomer()));
    const answers = [];
    for (const run of runs) answers.push(await touch(run, quotas));
    const later = answers.filter(({ kind }) => kind === 'deferred');
    expect(later.length).toBeGreaterThan(8);
    const waits = later.map((answer) => only(answer, 'deferred').until - world.now);
    expect(Math.min(...waits)).toBeGreaterThan(1_000);
    expect(Math.max(...waits)).toBeGreaterThan(50_000); // ten a minute: nobody comes back with all the others
    expect(new Set(waits).size).toBe(waits.length);
    const waiting = runs[answers.findIndex(({ kind }) => kind === 'deferred')];
    if (waiting === undefined) throw new Error('nobody waits');
    await touch(waiting, quotas);
    const said = (await world.story(waiting.prospect)).filter((line) =>
      line.startsWith('deferred'),
    );
    expect(said).toEqual(['deferred nurture.hello no more than 10 a minute in this name']);
    expect(await world.ledger(waiting.prospect)).toEqual([]);
  });

  test('costs three commits a mail, and a lease for many mails', async () => {
    const db = openDatabase(world.database.url, { max: 4 });
    const ctx = { ...world.ctx, db };
    const quotas = createQuotas(ctx, parsePerMinute('all=60000, northwind.example=60000'));
    const runs = await Promise.all(times(32, () => world.newcomer()));
    const before = await commits();
    const mailed = async (run: Run): Promise<void> => {
      const mail = only(await touch(run, quotas, ctx), 'claimed');
      await letGo(ctx, mail.token, { subject: 'Hello', templateHash: 'x' });
      await settle(ctx, mail.token, PLENTY);
    };
    const lanes = times(4, (lane) => runs.filter((_, i) => i % 4 === lane));
    await Promise.all(
      lanes.map((lane) =>
        lane.reduce((done, run) => done.then(() => mailed(run)), Promise.resolve()),
      ),
    );
    await db.destroy(); // and so its counts are told
    const each = ((await commits()) - before) / runs.length;
    expect(each).toBeGreaterThanOrEqual(3);
    expect(each).toBeLessThan(3.6);
  });

  /** Of this database, without those of the question itself. */
  async function commits(): Promise<number> {
    const db = openDatabase(world.database.url, { max: 1 });
    await sql`select pg_stat_force_next_flush()`.execute(world.ctx.db);
    const { rows } = await sql<{
      n: number;
    }>`select xact_commit as n from pg_stat_database where datname = current_database()`.execute(
      db,
    );
    await db.destroy();
    return rows[0]?.n ?? 0;
  }
});

describe('a quota of a day', () => {
  const limited = (limits: object, senders: object = {}): Ctx => ({
    ...world.ctx,
    house: {
      ...house,
      limits: { ...house.limits, ...limits },
      senders: { ...house.senders, ...senders },
    },
  });
  /** Everything that there is, by so many workers in turn. */
  async function takeAll(ctx: Ctx, workers = 3): Promise<number> {
    const all = times(workers, () => createQuotas(ctx, UNLIMITED));
    let took = 0;
    for (let worker = 0; all.length > 0; worker = (worker + 1) % Math.max(1, all.length)) {
      const quotas = all[worker];
      if (quotas === undefined) continue;
      const answer = quotas.take(leaving());
      if (answer === 'taken') took += 1;
      else if (answer === 'ask') await quotas.ask(leaving());
      else all.splice(worker, 1);
    }
    return took;
  }

  test('is what leaves on a day, by however many workers; the next day is another', async () => {
    world.later(1);
    const ctx = limited({ perDay: 137 });
    expect(await takeAll(ctx)).toBe(137);
    expect(await takeAll(ctx)).toBe(0);
    world.later(1);
    expect(await takeAll(ctx, 1)).toBe(137);
  });

  test('loses what a worker had that died, and never gives more', async () => {
    world.later(1);
    const ctx = limited({}, { team: { ...house.senders['team'], perDay: 1_000 } });
    const dying = createQuotas(ctx, UNLIMITED);
    await dying.ask(leaving());
    expect(dying.take(leaving())).toBe('taken');
    expect(await takeAll(ctx)).toBe(990);
  });

  test('that is used up brings everybody back in the first hour of the next, each at a moment of their own', async () => {
    world.later(1);
    const ctx = limited({ perDay: 1 });
    const quotas = createQuotas(ctx, UNLIMITED);
    const runs = await Promise.all(times(4, () => world.newcomer()));
    const answers = [];
    for (const run of runs) answers.push(await touch(run, quotas, ctx));
    expect(answers.map(({ kind }) => kind)).toEqual([
      'claimed',
      'deferred',
      'deferred',
      'deferred',
    ]);
    const tomorrow = Math.ceil(world.now / DAY) * DAY;
    const back = answers.slice(1).map((answer) => only(answer, 'deferred').until - tomorrow);
    expect(new Set(back).size).toBe(3);
    for (const after of back) expect(after).toBeLessThan(DAY / 24);
    expect(only(answers[1] ?? { kind: 'none' }, 'deferred').reason).toBe(
      'no more than 1 a day leave',
    );
  });

  test('of a domain that warms up grows after a day that was used and well taken, and only then', async () => {
    world.later(1);
    const ctx = limited({ warmUp: { 'perennial.example': [3, 5] } });
    const quotas = createQuotas(ctx, UNLIMITED);
    const mailed = async (run: Run): Promise<string> => {
      const answer = await touch(run, quotas, ctx);
      if (answer.kind !== 'claimed') return answer.kind;
      await letGo(ctx, answer.token, { subject: 'Hello', templateHash: 'x' });
      await settle(ctx, answer.token, PLENTY);
      return 'sent';
    };
    const day = async (): Promise<number> => {
      const done = [];
      for (const run of await Promise.all(times(7, () => world.newcomer())))
        done.push(await mailed(run));
      return done.filter((kind) => kind === 'sent').length;
    };
    expect(await day()).toBe(3);
    expect(await warmUp(ctx)).toEqual([]);
    world.later(1);
    expect(await warmUp(ctx)).toEqual([{ domain: 'perennial.example', step: 1, why: null }]);
    expect(await warmUp(ctx)).toEqual([]);
    expect(await day()).toBe(5);
    world.later(2);
    expect(await warmUp(ctx)).toMatchObject([{ step: 1, why: 'only 0 of 5 mails left' }]);
    expect(await day()).toBe(5);
  });
});
