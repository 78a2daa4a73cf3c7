import { describe, expect, test } from 'vitest';
import { forecastFor, lively, planOf, still } from '../../support/small-crowd.ts';

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

describe('a crowd', () => {
  const forecast = forecastFor(planOf(lively, 600));

  test('is somewhere every day, everybody of it', () => {
    const { people } = forecast.daily;
    for (let day = 0; day < 365; day += 1)
      expect(sum(Object.values(people).map((daily) => daily[day] ?? 0))).toBe(600);
  });

  test('does the same for the same seed, in whatever order its parts live', () => {
    expect(JSON.stringify(forecastFor(planOf(lively, 600), { backwards: true }))).toBe(
      JSON.stringify(forecast),
    );
  });

  test('does something else for another seed', () => {
    const other = forecastFor({ ...planOf(lively, 600), seed: 2 });
    expect(other.handoffs).not.toEqual(forecast.handoffs);
  });

  test('lives a year that has everything in it', () => {
    const { counts, handoffs, rates, mails } = forecast;
    expect(counts.won).toBeGreaterThan(0);
    expect(counts.wonAfterRecycle).toBeGreaterThan(0);
    expect(counts.wonAfterRecycle).toBeLessThan(counts.won);
    expect(counts.unsubscribed).toBeGreaterThan(0);
    expect(counts.faulted).toBe(0);
    expect(rates.acceptance?.n).toBe(handoffs.accepted + sum(Object.values(handoffs.rejected)));
    expect(sum(handoffs.teams.flatMap(({ weekly }) => weekly))).toBe(handoffs.offers);
    expect(sum(forecast.daily.educate)).toBe(mails.educate);
  });

  test('who unsubscribed ends so, and stays there', () => {
    const daily = forecast.daily.people['end:unsubscribed'] ?? [];
    expect(daily.every((count, day) => count >= (daily[day - 1] ?? 0))).toBe(true);
    // whoever was through with it, or was with sales, ends otherwise
    expect(daily.at(-1)).toBeLessThanOrEqual(forecast.counts.unsubscribed);
    expect(daily.at(-1)).toBeGreaterThan(0);
  });
});

describe('a model that names nothing', () => {
  const { mails, handoffs, counts, monthly } = forecastFor(planOf(still, 40));

  test('sends what a journey sends to whoever does nothing: here two educating mails', () => {
    expect(mails).toMatchObject({ educate: 80, convert: 0 });
    expect(mails.perPerson).toEqual({ median: 2, p90: 2, most: 2 });
    expect(handoffs.offers).toBe(0);
    expect(counts).toMatchObject({ came: 40, won: 0, unsubscribed: 0, recycled: 0 });
  });

  test('leaves everybody where the journey ends', () => {
    expect(monthly.at(-1)?.people).toEqual({ 'stage:nurture': 0, 'end:done': 40 });
    expect(monthly[0]?.month).toBe('2027-01');
    expect(monthly[11]?.month).toBe('2027-12');
    expect(monthly).toHaveLength(12);
  });
});

test('people come as many a day as the model says, and those after the end not at all', () => {
  const behaviour = { ...still, arrivals: { small: { by: 'list', perDay: 1 } as const } };
  const { daily, counts } = forecastFor(planOf(behaviour, 400));
  expect(daily.people['outside']?.slice(0, 3)).toEqual([399, 398, 397]);
  expect(counts).toMatchObject({ people: 400, came: 365 });
});

test('nobody answers offers where the model has no sales', () => {
  const { sales: _, ...unanswered } = lively;
  const { handoffs, rates } = forecastFor(planOf(unanswered, 200));
  expect(handoffs.offers).toBeGreaterThan(20);
  expect(handoffs.accepted).toBe(0);
  expect(rates.acceptance).toBeUndefined();
  expect(rates.unworked?.share).toBe(1);
  expect(handoffs.teams[0]?.attention).toBeUndefined();
});

test('the hours of the model hold for what people do', () => {
  const by = (forecast: ReturnType<typeof forecastFor>) => forecast.handoffs.teams[0];
  const asleep = forecastFor(planOf(lively, 300));
  const hours = { days: 'mon-fri', from: '09:00', to: '12:00' };
  const awake = forecastFor(planOf({ ...lively, hours }, 300));
  const share = (forecast: typeof awake) =>
    (by(forecast)?.attention?.closed ?? 0) / forecast.handoffs.offers;
  expect(share(asleep)).toBeGreaterThan(0.4);
  // those that a rest's end makes come at any hour
  expect(share(awake)).toBeLessThan(0.2);
});
