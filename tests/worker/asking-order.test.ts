import { expect, test } from 'vitest';
import { inSomeOrder } from '../../worker/asking-order.ts';
import { times } from '../store/racing.ts';

test('everybody is asked in each round, and another one first', () => {
  const page = times(20, (i) => ({ prospect: `p${i}`, topic: 'tips' }));
  const rounds = times(20, (i) => inSomeOrder(page, `round ${i}`));
  for (const round of rounds)
    expect(round.toSorted((a, b) => page.indexOf(a) - page.indexOf(b))).toEqual(page);
  expect(new Set(rounds.map(([first]) => first)).size).toBeGreaterThan(8);
});
