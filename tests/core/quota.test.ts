import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Spacing, spacingOf } from '../../core/quota.ts';

type Row = Readonly<{ free: number; granted: number }>;

/** The row, as store/minute-pocket.ts moves it; undefined: not now. */
function lease(
  row: Row,
  asked: Readonly<{ now: number; n: number }>,
  spacing: Spacing,
): Row | undefined {
  const { each, burst, block } = spacing;
  if (row.free > asked.now) return undefined;
  const base = Math.max(row.free, asked.now - burst * each);
  const granted = Math.min(asked.n, block + Math.floor((asked.now - base) / each));
  return { free: base + granted * each, granted };
}

const step = fc.record({
  after: fc.integer({ min: 0, max: 3_000 }),
  n: fc.integer({ min: 1, max: 1_000 }),
  dawdles: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('a quota of a minute', () => {
  test('is never passed in any minute, however workers lease it and whenever they use it', () => {
    const rates = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(rates, fc.array(step, { minLength: 50, maxLength: 400 }), (most, steps) => {
        const spacing = spacingOf(most);
        const used: number[] = [];
        let now = 1e12;
        let row: Row = { free: 0, granted: 0 };
        for (const { after, n, dawdles } of steps) {
          now += after;
          const next = lease(row, { now, n }, spacing);
          if (next === undefined) continue;
          row = next;
          for (let i = 0; i < row.granted; i++) used.push(now + dawdles * spacing.lease * 0.999);
        }
        expect(mostInAMinute(used)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [1, 0.9],
    [30, 25],
    [100, 85],
    [600, 500],
    [6_000, 5_000],
  ])('of %d lets at least %d go steadily', (most, atLeast) => {
    const spacing = spacingOf(most);
    let row: Row = { free: 0, granted: 0 };
    let count = 0;
    for (let now = 1e12; now < 1e12 + 600_000; now += 5) {
      const next = lease(row, { now, n: spacing.block }, spacing);
      if (next === undefined) continue;
      row = next;
      count += row.granted;
    }
    expect(count / 10).toBeGreaterThan(atLeast);
  });

  test('is leased at most a few times a second, however large it is', () => {
    for (const most of [1, 100, 1_000, 100_000]) {
      const { block, each } = spacingOf(most);
      expect(1_000 / (block * each)).toBeLessThan(2.1);
    }
  });
});

function mostInAMinute(used: readonly number[]): number {
  const sorted = used.toSorted((a, b) => a - b);
  let [most, from] = [0, 0];
  sorted.forEach((at, i) => {
    while ((sorted[from] ?? 0) <= at - 60_000) from += 1;
    most = Math.max(most, i - from + 1);
  });
  return most;
}
