import { expect, test } from 'vitest';
import { inTurns } from '../../store/in-turns.ts';
import { eventually } from '../support/eventually.ts';

/** Turns that end when they are told to. */
function slowly(limits: Readonly<{ most?: number; patience?: number }> = {}) {
  const turns: { some: readonly number[]; end: () => void }[] = [];
  const ask = inTurns<number, number>(async (some) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    turns.push({ some, end: resolve });
    await promise;
    return some.map((n) => 10 * n);
  }, limits);
  return { turns, ask };
}
const moment = (): Promise<void> => new Promise((done) => setImmediate(done));

test('those of one moment share a turn, and those who come while it is under way share the next', async () => {
  const { turns, ask } = slowly();
  const first = [ask(1), Promise.resolve().then(() => ask(2))];
  await moment();
  const second = [ask(3), ask(4)];
  await moment();
  expect(turns.map(({ some }) => some)).toEqual([[1, 2]]);
  turns[0]?.end();
  expect(await Promise.all(first)).toEqual([10, 20]);
  await moment();
  expect(turns[1]?.some).toEqual([3, 4]);
  turns[1]?.end();
  expect(await Promise.all(second)).toEqual([30, 40]);
  const third = ask(5);
  await moment();
  turns[2]?.end();
  expect(await third).toBe(50);
});

test('a turn takes so many at most, the first first', async () => {
  const { turns, ask } = slowly({ most: 2 });
  const all = [1, 2, 3, 4, 5].map(ask);
  for (let i = 0; i < 3; i += 1) {
    await moment();
    turns[i]?.end();
  }
  expect(await Promise.all(all)).toEqual([10, 20, 30, 40, 50]);
  expect(turns.map(({ some }) => some)).toEqual([[1, 2], [3, 4], [5]]);
});

test('a turn that throws fails its own, and the next goes on', async () => {
  const ask = inTurns<number, number>(
    async (some) => {
      await Promise.resolve();
      if (some.includes(1)) throw new Error('no');
      return some;
    },
    { most: 2 },
  );
  const all = await Promise.allSettled([1, 2, 3].map(ask));
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

test('one that is answered by a promise holds up nobody', async () => {
  const late = Promise.withResolvers<string>();
  const ask = inTurns<string, string>((some) =>
    Promise.resolve(some.map((who) => (who === 'late' ? late.promise : who))),
  );
  const waits = ask('late');
  expect(await ask('early')).toBe('early');
  expect(await ask('next')).toBe('next');
  late.resolve('at last');
  expect(await waits).toBe('at last');
});

test('a turn that forgets somebody fails, instead of leaving them to wait for ever', async () => {
  const ask = inTurns<number, number>((some) => Promise.resolve(some.slice(1)));
  await expect(ask(1)).rejects.toThrow('a turn of 1 gave 0 answers');
});

test('a turn that never ends holds up those who wait for it alone, and answers them when it ends after all', async () => {
  const { turns, ask } = slowly({ patience: 1 });
  const dead = ask(1);
  await eventually(() => expect(turns).toHaveLength(1));
  const next = ask(2);
  await eventually(() => expect(turns).toHaveLength(2));
  turns[1]?.end();
  expect(await next).toBe(20);
  turns[0]?.end();
  expect(await dead).toBe(10);
});
