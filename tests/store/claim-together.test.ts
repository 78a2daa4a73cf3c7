import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parsePerMinute } from '../../core/per-minute.ts';
import type { Question } from '../../core/state.ts';
import { type Claim, type Claimed, claim } from '../../store/claim.ts';
import { createClaiming } from '../../store/claim-together.ts';
import { letGo, settle } from '../../store/fence.ts';
import { placeHold } from '../../store/holds.ts';
import { createQuotas, type Quotas } from '../../store/quotas.ts';
import { take } from '../../store/take.ts';
import { lockProspect, transact } from '../../store/transaction.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { small } from '../support/small-journey.ts';
import { trial } from './journeys.ts';
import { times } from './racing.ts';
import { only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, trial);
});
afterAll(() => world.close());

const sent = { subject: 'Hello', templateHash: 'x' };
const asks = (run: Run, at = 'nurture.hello'): Question => run.asks(at, { kind: 'touch' });
const newcomers = (count: number): Promise<Run[]> =>
  Promise.all(times(count, () => world.newcomer()));
/** In how many transactions their rows were written. */
const transactions = async (of: readonly Pick<Run, 'prospect'>[]): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(distinct xmin::text) as n from ledger
    where prospect = any(${of.map(({ prospect }) => prospect)}::uuid[])`.execute(world.ctx.db);
  return rows[0]?.n ?? 0;
};
const claimed = (claims: readonly Claim[]): Claimed[] => claims.map((one) => only(one, 'claimed'));

test('touches that are claimed at once are claimed in one transaction, each as its own mail', async () => {
  const runs = await newcomers(10);
  const claiming = createClaiming(world.ctx);
  const mails = claimed(await Promise.all(runs.map((run) => claiming(asks(run)))));
  expect(await transactions(runs)).toBe(1);
  for (const [i, run] of runs.entries()) {
    const { token, messageId, prospect } = only(mails[i] ?? { kind: 'none' }, 'claimed');
    expect(prospect).toBe(run.prospect);
    expect(await world.ledger(run.prospect)).toMatchObject([
      { state: 'CLAIMED', entry: run.entry, token, message_id: messageId, attempt: 1 },
    ]);
  }
  expect(new Set(mails.map(({ token }) => token)).size).toBe(10);
});

test('more than fit into one transaction are claimed in several', async () => {
  const runs = await newcomers(60);
  const claiming = createClaiming(world.ctx);
  const mails = claimed(await Promise.all(runs.map((run) => claiming(asks(run)))));
  expect(await transactions(runs)).toBe(3);
  expect(mails.map(({ prospect }) => prospect)).toEqual(runs.map(({ prospect }) => prospect));
});

/** Somebody each of whom is answered in another way, or has something of their own in the mail. */
const SITUATIONS: Readonly<Record<string, () => Promise<Question>>> = {
  'is new': async () => asks(await world.newcomer()),
  'started a trial': async () => asks(await starter(), 'nurture.first'),
  'has left everything': async () => {
    const run = await world.newcomer();
    await unsubscribe(world.ctx, { prospect: run.prospect, source: 'test' });
    return asks(run);
  },
  'has left the topic': async () => {
    const run = await world.newcomer();
    await world.ctx.db
      .updateTable('consents')
      .set({ withdrawn_at: world.now })
      .where('prospect', '=', run.prospect)
      .execute();
    return asks(run);
  },
  'is held': async () => {
    const run = await world.newcomer();
    await placeHold(world.ctx, { scope: 'prospect', of: run.prospect, reason: 'vip', by: 'ana' });
    return asks(run);
  },
  'had another mail just now': async () => {
    const run = await world.newcomer();
    await mailed(asks(run));
    return asks(run, 'nurture.story');
  },
  'had this mail': async () => {
    const run = await world.newcomer();
    await mailed(asks(run));
    return asks(run);
  },
  'may have had this mail': async () => {
    const run = await world.newcomer();
    await letGo(world.ctx, only(await claim(world.ctx, asks(run)), 'claimed').token, sent);
    return asks(run);
  },
  'was claimed by somebody who died': async () => {
    const run = await world.newcomer();
    await claim(world.ctx, asks(run));
    return asks(run);
  },
  'did something that the workflow has not heard of': async () => {
    const run = await world.newcomer();
    await world.did(run.prospect, 'pricing.viewed');
    return asks(run);
  },
  'is taken by sales': async () => {
    const run = await world.newcomer();
    await take(world.ctx, { prospect: run.prospect, rep: 'rosa' });
    return asks(run);
  },
  'is asked about by a run that is over': async () => {
    const question = asks(await world.newcomer());
    return { ...question, epoch: question.epoch - 1 };
  },
  'is not there': async () => ({ ...asks(await world.newcomer()), prospect: randomUUID() }),
  'has no such entry': async () => ({ ...asks(await world.newcomer()), entry: randomUUID() }),
};

async function starter(): Promise<Run> {
  const prospect = await world.person({ traits: { role: 'buyer' } });
  await world.did(prospect, 'trial.started', { plan: 'team' });
  const ring = (await world.rings()).find((one) => one.prospect === prospect);
  return world.run(only(ring ?? { kind: 'none' }, 'start').entry);
}

async function mailed(question: Question): Promise<void> {
  const { token } = only(await claim(world.ctx, question), 'claimed');
  await letGo(world.ctx, token, sent);
  await settle(world.ctx, token, { state: 'ACCEPTED', reply: '250 ok' });
}

test('everyone is answered as if they were asked about alone', async () => {
  const make = async (): Promise<Question[]> => {
    const questions: Question[] = [];
    for (const situation of Object.values(SITUATIONS)) questions.push(await situation());
    return questions;
  };
  const [some, others] = [await make(), await make()];
  const alone: Claim[] = [];
  for (const question of some) alone.push(await claim(world.ctx, question));
  const claiming = createClaiming(world.ctx);
  const together = await Promise.all(others.map((question) => claiming(question)));
  expect(together.map(withoutNames)).toEqual(alone.map(withoutNames));
  expect(new Set(together.map(({ kind }) => kind)).size).toBeGreaterThan(6);
  expect(await leftBy(others)).toEqual(await leftBy(some));
});

/** What the store has of them now. */
const leftBy = (questions: readonly Question[]): Promise<readonly unknown[]> =>
  Promise.all(
    questions.map(async ({ prospect, entry }) => ({
      story: await world.story(prospect),
      ledger: (await world.ledger(prospect)).map(withoutNames),
      position: await world.ctx.db
        .selectFrom('positions')
        .select(['n', 'step', 'stage', 'faulted', sql<string>`state->>'asked'`.as('asked')])
        .where('entry', '=', entry)
        .executeTakeFirst(),
    })),
  );

/** What differs between two people of the same fate is who they are. */
const OWN = new Set(['token', 'messageId', 'message_id', 'boundary', 'to', 'prospect', 'entry']);
const withoutNames = (of: object): object =>
  Object.fromEntries(
    Object.entries(of).map(([key, value]) => [key, OWN.has(key) ? typeof value : value]),
  );
test('nobody waits for a prospect whom somebody else has locked, and that one is claimed afterwards', async () => {
  const [busy, ...runs] = await newcomers(6);
  if (busy === undefined) throw new Error('nobody came');
  const claiming = createClaiming(world.ctx);
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const locking = transact(world.ctx, async (tx) => {
    await lockProspect(tx, busy.prospect);
    locked.resolve();
    await over;
  });
  await locked.promise;
  const waits = claiming(asks(busy));
  claimed(await Promise.all(runs.map((run) => claiming(asks(run)))));
  expect(await world.ledger(busy.prospect)).toEqual([]);
  expect(await transactions(runs)).toBe(1);
  end();
  await locking;
  only(await waits, 'claimed');
});

test('of two attempts at one touch at once one may send', async () => {
  const run = await world.newcomer();
  const claiming = createClaiming(world.ctx);
  const question = asks(run);
  const attempts = claimed(await Promise.all([claiming(question), claiming(question)]));
  const went = await Promise.all(attempts.map(({ token }) => letGo(world.ctx, token, sent)));
  expect(went.filter(Boolean)).toHaveLength(1);
});

test('of two questions about one person the second is answered by what the first wrote', async () => {
  const run = await world.newcomer();
  const [older, newer] = [asks(run), asks(run, 'nurture.story')];
  const claiming = createClaiming(world.ctx);
  const answers = await Promise.all([claiming(newer), claiming(older)]);
  expect(answers.map(({ kind }) => kind)).toEqual(['claimed', 'gone']);
});

test('one that cannot be claimed fails by itself', async () => {
  const runs = await newcomers(5);
  const claiming = createClaiming(world.ctx);
  const all = await Promise.allSettled(
    runs.map((run, i) => claiming(i === 2 ? { ...asks(run), version: 'none such' } : asks(run))),
  );
  expect(all.map(({ status }) => status)).toEqual(
    runs.map((_, i) => (i === 2 ? 'rejected' : 'fulfilled')),
  );
  expect(await world.ledger(runs[2]?.prospect ?? '')).toEqual([]);
});

test('one that cannot be claimed takes nobody else out of the transaction, nor twice of the quotas', async () => {
  const quotas = createQuotas(world.ctx, parsePerMinute('all=600'));
  await quotas.ask({ key: '', sender: 'team', group: 'other' });
  const taken = vi.fn<Quotas['take']>(quotas.take);
  const claiming = createClaiming(world.ctx);
  const runs = await newcomers(4);
  const all = await Promise.allSettled(
    runs.map((run, i) =>
      claiming(i === 1 ? asks(run, 'nurture.none') : asks(run), {
        quotas: { ...quotas, take: taken },
      }),
    ),
  );
  expect(all.map(({ status }) => status)).toEqual(
    runs.map((_, i) => (i === 1 ? 'rejected' : 'fulfilled')),
  );
  expect(taken).toHaveBeenCalledTimes(3);
  expect(await transactions(runs)).toBe(1);
});

test('where PostgreSQL will not, each is claimed alone, and whose fault it was is told why', async () => {
  const [run, ...others] = await newcomers(4);
  if (run === undefined) throw new Error('nobody came');
  const no = { ...asks(run), state: { ...asks(run).state, faulted: 'no text: \0' } };
  const claiming = createClaiming(world.ctx);
  const fails = claiming(no);
  const claims = others.map((one) => claiming(asks(one)));
  await expect(fails).rejects.toThrow('unsupported Unicode');
  for (const { prospect, token } of claimed(await Promise.all(claims)))
    expect(await world.ledger(prospect)).toMatchObject([{ state: 'CLAIMED', token, attempt: 1 }]);
  await expect(claiming(no)).rejects.toThrow('unsupported Unicode');
});

test('whoever is sent again is claimed in a transaction of their own: where the quotas cannot be asked nothing is decided', async () => {
  const [again, ...others] = await newcomers(3);
  if (again === undefined) throw new Error('nobody came');
  await letGo(world.ctx, only(await claim(world.ctx, asks(again)), 'claimed').token, sent);
  const { token } = only(await claim(world.ctx, asks(again)), 'unsure');
  const quotas: Quotas = { take: () => 'ask', ask: () => Promise.reject(new Error('away')) };
  const claiming = createClaiming(world.ctx);
  const fails = claiming(asks(again), { again: { token, because: 'absent' }, quotas });
  const claims = others.map((run) => claiming(asks(run)));
  await expect(fails).rejects.toThrow('away');
  claimed(await Promise.all(claims));
  expect(await world.ledger(again.prospect)).toMatchObject([{ state: 'UNKNOWN', token }]);
});

test('one for which the quotas must be asked first is claimed when they were', async () => {
  const quotas = createQuotas(world.ctx, parsePerMinute('all=600'));
  const claiming = createClaiming(world.ctx);
  const runs = await newcomers(8);
  const claims = await Promise.all(runs.map((run) => claiming(asks(run), { quotas })));
  expect(claimed(claims)).toHaveLength(8);
  expect(await transactions(runs)).toBeLessThan(8);
});
