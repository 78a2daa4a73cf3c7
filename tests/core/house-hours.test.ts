import { expect, test } from 'vitest';
import { personCalendar, teamCalendar, windowOpensAt } from '../../core/house-hours.ts';
import type { HouseData } from '../../core/house.ts';
import { slicesOf } from '../../zones/slices-of.ts';
import { instant } from '../support/some-calendar.ts';
import { house as small } from '../support/small-house.ts';

const house: HouseData = {
  ...small,
  zone: 'Europe/Berlin',
  hours: { days: 'mon-fri', from: '08:00', to: '16:00' },
  holidays: ['2027-03-02'],
  teams: {
    far: {
      reps: [],
      zone: 'Asia/Kathmandu',
      hours: { days: 'mon-sun', from: '10:00', to: '12:00' },
    },
    near: { reps: [] },
  },
  senders: {
    team: { name: 'T', address: 't@example.com' },
    ana: { name: 'A', address: 'a@example.com', zone: 'America/New_York' },
  },
  windows: {
    mornings: { days: 'mon-fri', from: '09:00', to: '11:00', zone: 'recipient' },
    theirs: { from: '09:00', to: '11:00', zone: 'sender' },
    ours: { from: '09:00', to: '11:00', zone: 'team' },
    anytime: {},
  },
};
const sliceFor = slicesOf(house);
const noon = instant('2027-03-03T12:00+01:00'); // a Wednesday
const opens = (
  during: string | undefined,
  more: Partial<Parameters<typeof windowOpensAt>[1]> = {},
) =>
  windowOpensAt(house, {
    during,
    prospect: 'p1',
    zone: null,
    sender: 'team',
    at: noon,
    pace: 1,
    sliceFor,
    ...more,
  });
const HOUR = 3_600_000;
/** In which hour they go. */
const hourOf = (at: number | undefined): number => Math.floor((at ?? 0) / HOUR) * HOUR;

test('a window that is open keeps nobody back, however late they ask', () => {
  for (const time of ['09:00', '09:59:59', '10:30', '10:59:59'])
    expect(opens('mornings', { at: instant(`2027-03-03T${time}+01:00`) })).toBe(
      instant(`2027-03-03T${time}+01:00`),
    );
});

test('a closed one lets them go in the first hour after it opens, each at a time of their own', () => {
  const turns = Array.from({ length: 50 }, (_, i) => opens('mornings', { prospect: `p${i}` }));
  for (const turn of turns) expect(hourOf(turn)).toBe(instant('2027-03-04T09:00+01:00'));
  expect(new Set(turns).size).toBeGreaterThan(45);
  const [turn = 0] = turns;
  expect(opens('mornings', { prospect: 'p0', at: turn + 50 })).toBe(turn + 50); // a timer rings a little late
});

test('days off are none of it: weekends and holidays of the house', () => {
  expect(hourOf(opens('mornings', { at: instant('2027-03-01T12:00+01:00') }))).toBe(
    instant('2027-03-03T09:00+01:00'),
  );
  expect(hourOf(opens('mornings', { at: instant('2027-03-05T12:00+01:00') }))).toBe(
    instant('2027-03-08T09:00+01:00'),
  );
});

test('it is the recipient’s morning, the sender’s, or the house’s own', () => {
  expect(hourOf(opens('mornings', { zone: 'America/New_York' }))).toBe(
    instant('2027-03-03T09:00-05:00'),
  );
  expect(hourOf(opens('theirs', { sender: 'ana' }))).toBe(instant('2027-03-03T09:00-05:00'));
  expect(hourOf(opens('theirs', { zone: 'America/New_York' }))).toBe(
    instant('2027-03-04T09:00+01:00'),
  );
  expect(hourOf(opens('ours', { sender: 'ana', zone: 'America/New_York' }))).toBe(
    instant('2027-03-04T09:00+01:00'),
  );
});

test('where no window is named, it is always open, or time goes faster, nothing keeps them back', () => {
  expect(opens(undefined)).toBeUndefined();
  expect(opens('of another release')).toBeUndefined();
  expect(opens('anytime')).toBeUndefined();
  expect(opens('mornings', { pace: 1 / 43_200 })).toBeUndefined();
});

test('somebody’s days are the house’s hours where they are; a team’s are its own', () => {
  const of = { at: noon, sliceFor };
  expect(personCalendar(house, { ...of, zone: null })).toMatchObject({
    slice: { zone: 'Europe/Berlin' },
    hours: { days: [1, 2, 3, 4, 5], from: 480, to: 960 },
  });
  expect(personCalendar(house, { ...of, zone: 'Asia/Tokyo' }).slice.zone).toBe('Asia/Tokyo');
  expect(personCalendar(house, { ...of, zone: 'Neverland' }).slice.zone).toBe('Europe/Berlin');
  expect(teamCalendar(house, { ...of, team: 'far' })).toMatchObject({
    slice: { zone: 'Asia/Kathmandu' },
    hours: { from: 600, to: 720 },
  });
  expect(teamCalendar(house, { ...of, team: 'near' })).toMatchObject({
    slice: { zone: 'Europe/Berlin' },
    hours: { from: 480, to: 960 },
  });
});
