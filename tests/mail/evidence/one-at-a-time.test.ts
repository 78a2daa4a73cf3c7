import { expect, test } from 'vitest';
import { oneAtATime } from '../../../mail/evidence/one-at-a-time.ts';

/** Work that is done when the test says so. */
function work() {
  const begun: PromiseWithResolvers<void>[] = [];
  const ask = oneAtATime(() => {
    const one = Promise.withResolvers<void>();
    begun.push(one);
    return one.promise;
  });
  return { begun, ask };
}

test('whoever asks while it runs shares the next run, for this one may have passed by what they ask about', async () => {
  const { begun, ask } = work();
  const first = ask();
  const [second, third] = [ask(), ask()];
  expect(begun).toHaveLength(1);
  begun[0]?.resolve();
  await first;
  await Promise.resolve();
  expect(begun).toHaveLength(2);
  begun[1]?.resolve();
  await Promise.all([second, third]);
  expect(begun).toHaveLength(2);
});

test('a run that failed is the failure of those who asked for it, and of nobody after them', async () => {
  const { begun, ask } = work();
  const first = ask();
  const second = ask();
  begun[0]?.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await Promise.resolve();
  begun[1]?.resolve();
  await expect(second).resolves.toBeUndefined();
});
