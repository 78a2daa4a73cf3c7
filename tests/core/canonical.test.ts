import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../core/canonical.ts';

test('keys are sorted at every depth, and what is undefined is left out', () => {
  expect(canonical({ b: 1, a: { d: undefined, c: [{ f: 2, e: 1 }] } })).toBe(
    '{"a":{"c":[{"e":1,"f":2}]},"b":1}',
  );
});

test('a list keeps its order', () => {
  expect(canonical([3, 1, 2])).toBe('[3,1,2]');
});

test('any JSON survives it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const kept: unknown = JSON.parse(canonical(value));
      expect(kept).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the order in which keys were written does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      expect(canonical(turned)).toBe(canonical(value));
    }),
  );
});
