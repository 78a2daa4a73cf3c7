import { expect, test } from 'vitest';
import { habits, person, whoHas } from '../../../dev/demo/cast.ts';
import { firstDeed, reactionsTo } from '../../../dev/demo/habits.ts';
import { checkEvent, checkTraits } from '../../../project/schema.ts';
import { house } from '../../../journeys/house.ts';

const PACE = 1 / 43_200;
const people = Array.from({ length: 500 }, (_, n) => person(n));

test('everybody has an address of their own, on a domain that can get no mail, and is found by it', () => {
  expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
  for (const one of people) {
    expect(one.email).toMatch(/^[a-z]+\.[a-z]+(\.\d+)?@[a-z]+\.example$/);
    expect(whoHas(one.email)).toEqual(one);
  }
  expect(whoHas('rosa.lindgren@example.com')).toBeUndefined();
});

test('the nth person is the same each time', () => {
  expect(people.map(({ n }) => person(n))).toEqual(people);
});

test('the first dozen already shows each habit and both ways to come', () => {
  const first = people.slice(0, 12);
  expect(new Set(first.map(({ habit }) => habit))).toEqual(new Set(habits));
  expect(new Set(first.map(({ comesBy }) => comesBy)).size).toBe(2);
});

test('the house knows every trait that they have and every event that they cause', () => {
  for (const one of people) {
    expect(checkTraits(house, one.traits)).toMatchObject({ ok: true });
    const deeds = [firstDeed(one, 0, PACE), ...reactionsOf(one.n).map(({ deed }) => deed)];
    const events = deeds.filter((deed) => deed.kind === 'track');
    for (const { event, properties } of events)
      expect(checkEvent(house, event, properties)).toMatchObject({ ok: true });
  }
});

test('they do the same about the same mail, soon after it came', () => {
  for (const { n } of people.slice(0, 50)) {
    expect(reactionsOf(n)).toEqual(reactionsOf(n));
    for (const { after } of reactionsOf(n)) expect(after).toBeLessThan(2000);
  }
});

test('whoever gets mails for ever has had enough one day', () => {
  for (const one of people.slice(0, 100)) {
    const mails = Array.from({ length: 60 }, (_, k) => reactionsTo(one, letter(k + 1))).flat();
    expect(mails.some(({ deed }) => deed.kind === 'unsubscribe')).toBe(true);
  }
});

const reactionsOf = (n: number) =>
  Array.from({ length: 20 }, (_, k) => reactionsTo(person(n), letter(k + 1))).flat();

function letter(k: number, subject = 'Hello') {
  return { k, at: 0, subject, pace: PACE };
}

test('whoever has a seat, and comes, comes just after it began', () => {
  const seated = people.filter(({ comesBy }) => comesBy === 'webinar');
  const comings = seated.flatMap((one) => {
    const deed = firstDeed(one, 0, PACE);
    const starts = Date.parse(String(deed.kind === 'track' && deed.properties['startsAt']));
    const seat = letter(1, 'Your seat: Handovers that hold');
    return reactionsTo(one, seat).flatMap(({ deed: does, after }) =>
      does.kind === 'track' && does.event === 'webinar.attended' ? [after - starts] : [],
    );
  });
  expect(comings.length).toBeGreaterThan(seated.length / 2);
  expect(comings.length).toBeLessThan(seated.length);
  expect(Math.min(...comings)).toBeGreaterThan(0);
  expect(Math.max(...comings)).toBeLessThan(1000);
});
