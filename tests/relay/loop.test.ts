import { afterEach, describe, expect, it } from 'vitest';
import { startLoop, type Loop } from '../../relay/loop.ts';
import { gatherLog } from '../support/gather-log.ts';
import { eventually } from '../support/eventually.ts';

let loop: Loop | undefined;
afterEach(async () => loop?.stop());

describe('a loop of the relay', () => {
  it('works on without a rest while there is more', async () => {
    let left = 1000;
    loop = startLoop('test', async () => ((left -= 1) > 0 ? 0 : 60_000), gatherLog());
    await eventually(() => expect(left).toBe(0));
  });

  it('looks again when woken, long before its rest is over', async () => {
    let looks = 0;
    loop = startLoop('test', async () => ((looks += 1), 60_000), gatherLog());
    await eventually(() => expect(looks).toBe(1));
    loop.wake();
    await eventually(() => expect(looks).toBe(2));
  });

  it('keeps news that comes while it works', async () => {
    let looks = 0;
    const work = async (): Promise<number> => {
      looks += 1;
      if (looks === 1) loop?.wake();
      return 60_000;
    };
    await Promise.resolve();
    loop = startLoop('test', async () => (await Promise.resolve(), work()), gatherLog());
    await eventually(() => expect(looks).toBe(2));
  });

  it('goes on after errors, told once a kind and once when they are over', async () => {
    const log = gatherLog();
    let looks = 0;
    loop = startLoop(
      'test',
      async () => {
        looks += 1;
        if (looks < 4) throw new Error('no database');
        return 60_000;
      },
      log,
    );
    await eventually(() => expect(looks).toBe(4));
    expect(log.lines.map(({ say }) => say)).toEqual([
      'test: failed, trying again',
      'test: goes on',
    ]);
    expect(log.lines[1]?.facts).toMatchObject({ errors: { Error: 3 } });
  });

  it('is not hurried by news while what it works on is broken', async () => {
    let looks = 0;
    loop = startLoop(
      'test',
      async () => Promise.reject(new Error(`broken ${(looks += 1)}`)),
      gatherLog(),
    );
    const until = performance.now() + 300;
    while (performance.now() < until) {
      loop.wake();
      await new Promise((done) => setImmediate(done));
    }
    expect(looks).toBeLessThan(4);
  });

  it('stops between two pieces of work: the one under way is finished, none follows', async () => {
    const { promise: goOn, resolve } = Promise.withResolvers<void>();
    let began = 0;
    let done = 0;
    const running = startLoop(
      'test',
      async () => {
        began += 1;
        await goOn;
        done += 1;
        return 0;
      },
      gatherLog(),
    );
    await eventually(() => expect(began).toBe(1));
    const stopped = running.stop();
    resolve();
    await stopped;
    expect([began, done]).toEqual([1, 1]);
  });
});
