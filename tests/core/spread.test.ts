import { describe, expect, test } from 'vitest';
import { drawArm, spread } from '../../core/spread.ts';

const IDS = Array.from({ length: 100_000 }, (_, id) => `5b1c0e9a-77aa-4d1e-9f00-${id}`);

describe('the hash', () => {
  test('never changes: these were drawn by it', () => {
    expect(['', 'a', 'trial:arm', 'Tomás', '東京'].map(spread)).toEqual([
      2_872_998_923, 2_448_022_055, 1_159_805_690, 1_700_996_434, 3_582_675_122,
    ]);
  });

  test('turns half of its bits over when one letter changes', () => {
    const turned = IDS.slice(0, 10_000).map((id) => ones(spread(`${id}a`) ^ spread(`${id}b`)));
    expect(turned.reduce((sum, bits) => sum + bits, 0) / turned.length).toBeCloseTo(16, 0);
    expect(Math.min(...turned)).toBeGreaterThan(1);
  });

  test('fills 256 boxes evenly, by its upper bits and by its lower', () => {
    for (const box of [(hash: number) => hash >>> 24, (hash: number) => hash & 255])
      expect(
        chiSquare(
          IDS.map((id) => box(spread(id))),
          256,
        ),
      ).toBeLessThan(330.5); // p = 0.001
  });
});

describe('a draw', () => {
  const arms = { plain: 50, short: 30, none: 20 };
  const shares = (salt: string): Record<string, number> => {
    const drawn = Object.groupBy(IDS, (id) => drawArm(`${salt}:${id}`, arms));
    return Object.fromEntries(Object.entries(drawn).map(([arm, ids]) => [arm, ids?.length ?? 0]));
  };

  test('gives each arm its share of 100,000 people, whatever the salt', () => {
    for (const salt of ['subject-line', 'subject-line-2', 'x']) {
      const { plain = 0, short = 0, none = 0 } = shares(salt);
      // Three standard deviations of a binomial draw of 100,000.
      expect(Math.abs(plain - 50_000)).toBeLessThan(475);
      expect(Math.abs(short - 30_000)).toBeLessThan(435);
      expect(Math.abs(none - 20_000)).toBeLessThan(380);
    }
  });

  test('of another salt is independent of it', () => {
    const halves = { a: 1, b: 1 };
    const cells = IDS.map(
      (id) =>
        (drawArm(`first:${id}`, halves) === 'a' ? 0 : 1) +
        (drawArm(`second:${id}`, halves) === 'a' ? 0 : 2),
    );
    expect(chiSquare(cells, 4)).toBeLessThan(16.3); // p = 0.001
  });

  test('is the same whatever the order of the arms', () => {
    for (const id of IDS.slice(0, 100))
      expect(drawArm(id, { none: 20, short: 30, plain: 50 })).toBe(drawArm(id, arms));
  });

  test('never takes an arm without a share', () => {
    const drawn = IDS.slice(0, 1000).map((id) =>
      drawArm(id, { all: 1, none: 0, less: -5, odd: Number.NaN }),
    );
    expect(new Set(drawn)).toEqual(new Set(['all']));
    expect(drawArm('x', { none: 0 })).toBe('');
    expect(drawArm('x', {})).toBe('');
  });
});

const ones = (hash: number): number =>
  Array.from({ length: 32 }, (_, bit) => (hash >>> bit) & 1).reduce((sum, bit) => sum + bit, 0);

function chiSquare(boxes: readonly number[], count: number): number {
  const found = Array.from({ length: count }, () => 0);
  for (const box of boxes) found[box] = (found[box] ?? 0) + 1;
  const expected = boxes.length / count;
  return found.reduce((sum, times) => sum + (times - expected) ** 2 / expected, 0);
}
