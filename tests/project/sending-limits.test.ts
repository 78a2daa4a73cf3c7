import { expect, test } from 'vitest';
import { houseData } from '../../project/house-data.ts';
import { houseSchema } from '../../project/house-schema.ts';
import { house } from '../core/language/house.ts';

const domain = Object.values(house.senders)[0]?.address.split('@')[1] ?? '';
const problemsOf = (limits: object): readonly string[] => {
  const { error } = houseSchema.safeParse({ ...house, limits: { ...house.limits, ...limits } });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
};

test('how many mails leave a day, and how a domain warms up, is kept', () => {
  const limits = { ...house.limits, perDay: 20_000, warmUp: { [domain]: [50, 50, 100] } };
  expect(problemsOf(limits)).toEqual([]);
  expect(houseData({ ...house, limits }).limits).toEqual(limits);
  expect(problemsOf({ warmUp: { [domain]: true } })).toEqual([]);
});

test.each([
  [{ perDay: 0 }, 'limits.perDay: lets no mail go'],
  [{ perDay: 1.5 }, 'limits.perDay: is no whole number'],
  [{ warmUp: { [domain]: [] } }, 'is no plan: say true'],
  [{ warmUp: { [domain]: [100, 50] } }, 'never fewer than the day before'],
  [{ warmUp: { 'nobody.example': true } }, `is the domain of no sender: there are ${domain}`],
])('%o is refused, with how to mend it', (limits, said) => {
  expect(problemsOf(limits).join('\n')).toContain(said);
});
