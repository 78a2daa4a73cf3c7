import { describe, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { anHourAway, AT_ONCE, EVERYBODY, HOUR, mostWithin } from './outage.ts';
import { runFaults } from './run.ts';
import { broken, tableOf } from './verdict.ts';

/** PERENNIAL_SEED=… deals the same faults and the same kills. */
const seed = Number(process.env['PERENNIAL_SEED'] ?? Date.now() % 1_000_000);
/** Every other time somebody may look at what the mail server kept. */
const evidence = seed % 2 === 0;
/** Nothing here is quick where others work, too. ms */
const PATIENCE = 240_000;

// Both wait most of the time, so they wait together.
describe.concurrent('mail, while everything breaks', () => {
  test(
    `comes once: 150 mails, each fault of SMTP at each phase, six kill -9, ${evidence ? 'with' : 'without'} evidence (PERENNIAL_SEED=${seed})`,
    { timeout: PATIENCE },
    async ({ expect }) => {
      const plan = {
        seed,
        people: 50,
        kills: 6,
        frozen: 0,
        day: 2_000,
        patience: PATIENCE,
        evidence,
      };
      const outcome = await runFaults(plan);
      expect(broken(outcome), tableOf(outcome)).toEqual([]);
    },
  );

  test(
    `that was due while the mail server was away for an hour leaves once and in no burst, and none that is of no use any more (PERENNIAL_HOUR=${HOUR})`,
    { timeout: PATIENCE + 2_000 * HOUR },
    async ({ expect, onTestFinished }) => {
      const database = await freshDatabase();
      onTestFinished(() => database.close());
      const { burst, inVain, ...hour } = await anHourAway(database.url);
      expect(hour).toEqual({
        got: { before: ['one three'], early: ['one two three'], late: ['one two three'] },
        findings: [],
      });
      expect(burst).toBeLessThanOrEqual(AT_ONCE.most);
      expect(inVain).toBeLessThanOrEqual(EVERYBODY); // once each: then they wait for the one that tries
    },
  );
});

test('a burst is the most that lie within a second, wherever the second begins', ({ expect }) => {
  expect(mostWithin(1_000, [])).toBe(0);
  expect(mostWithin(1_000, [0, 600, 900, 1_100, 1_599, 1_700, 5_000])).toBe(4);
});
