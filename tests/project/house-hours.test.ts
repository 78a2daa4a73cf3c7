import { describe, expect, test } from 'vitest';
import type { House } from '../../core/language/vocabulary.ts';
import { houseData } from '../../project/house-data.ts';
import { houseSchema } from '../../project/house-schema.ts';
import { likelyZone } from '../../zones/likely-zone.ts';
import { house } from '../core/language/house.ts';

const reps = house.teams.care.reps;
const office = { days: 'mon-fri', from: '09:00', to: '17:00' };
/** What is said against a house with these words, with its path. */
const saidAgainst = (words: object): readonly string[] => {
  const { error } = houseSchema.safeParse({ ...house, ...words });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('a house that says its hours', () => {
  const whole = {
    ...house,
    zone: 'Europe/Berlin',
    hours: { days: 'mon-thu', from: '08:00', to: '16:30' },
    holidays: ['2027-12-25', '2028-01-01'],
    windows: {
      anytime: {},
      mornings: { days: 'tue-thu', from: '09:00', to: '11:30', zone: 'team' },
    },
    teams: {
      care: {
        reps,
        zone: 'Asia/Kathmandu',
        hours: { days: 'sun-fri', from: '10:00', to: '17:00' },
        open: 20,
      },
    },
    senders: { ana: { ...house.senders.ana, zone: 'America/New_York' } },
  } satisfies House;

  test('is taken', () => {
    expect(houseSchema.safeParse(whole).error).toBeUndefined();
    expect(saidAgainst({ windows: { w: { zone: 'UTC' } } })).toEqual([]);
  });

  test('keeps them in its data, and nothing that it does not say', () => {
    const { zone, hours, holidays, windows, teams, senders } = whole;
    expect(houseData(whole)).toMatchObject({ zone, hours, holidays, windows, teams, senders });
    expect(JSON.parse(JSON.stringify(houseData(whole)))).toEqual(houseData(whole));
    const { windows: none, ...silent } = house;
    expect(none).toBeDefined();
    expect(Object.keys(houseData(silent))).toEqual([
      'stages',
      'teams',
      'reasons',
      'topics',
      'senders',
      'sender',
      'postal',
      'limits',
    ]);
    expect(Object.keys(houseData(house).teams['care'] ?? {})).toEqual(['owner', 'reps']);
  });
});

test.for<[string, object, string]>([
  [
    'a city',
    { zone: 'Berlin' },
    "zone: is no time zone of the IANA database, as 'Europe/Berlin' is",
  ],
  ['a typo', { zone: 'America/New_Yrok' }, "as 'America/New_York' is"],
  ['an offset', { zone: '+02:00' }, 'zone: is no time zone'],
  [
    'days in words',
    { hours: { ...office, days: 'weekdays' } },
    "hours.days: names no weekdays: say 'mon-fri'",
  ],
  ['a time in words', { hours: { ...office, from: 'nine' } }, 'hours.from: is no time of day'],
  ['a time after midnight', { hours: { ...office, to: '25:00' } }, 'hours.to: is no time of day'],
  [
    'a night',
    { hours: { ...office, from: '22:00', to: '06:00' } },
    'hours.to: is not after `from`',
  ],
  ['no days', { hours: { from: '09:00', to: '17:00' } }, 'hours.days: '],
  ['another word', { hours: { ...office, till: '18:00' } }, 'till'],
  [
    'a day that is none',
    { holidays: ['2027-02-30'] },
    "holidays.0: is no day: say one like '2027-12-25'",
  ],
  [
    'a window at night',
    { windows: { late: { from: '23:00', to: '01:00' } } },
    'windows.late.to: is not after `from`',
  ],
  [
    'a window that ends at midnight',
    { windows: { w: { to: '00:00' } } },
    'windows.w.to: is not after `from`',
  ],
  ['a window of no days', { windows: { w: { days: '' } } }, 'windows.w.days: names no weekdays'],
  [
    'a window by nobody’s clock',
    { windows: { w: { zone: 'receiver' } } },
    "nor 'recipient', 'sender' or 'team'",
  ],
  ['a window with another word', { windows: { w: { until: '11:30' } } }, 'until'],
  [
    "a team's zone",
    { teams: { care: { reps, zone: 'Nepal/Kathmandu' } } },
    "as 'Asia/Katmandu' is",
  ],
  [
    "a team's hours",
    { teams: { care: { reps, hours: { ...office, days: 'x' } } } },
    'teams.care.hours.days',
  ],
  [
    'half a handoff',
    { teams: { care: { reps, open: 1.5 } } },
    'teams.care.open: is no whole number',
  ],
  ['no capacity', { teams: { care: { reps, open: 0 } } }, 'teams.care.open: is no capacity'],
  [
    "a sender's zone",
    { senders: { ana: { ...house.senders.ana, zone: 'Mars' } } },
    'senders.ana.zone',
  ],
])('%s is refused', ([, words, what]) => {
  const said = saidAgainst(words);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(what);
});

test.for<[string, string | undefined]>([
  ['Katmando', 'Asia/Katmandu'],
  ['new york', 'America/New_York'],
  ['utc', 'UTC'],
  ['Europe/Berlni', 'Europe/Berlin'],
  ['nowhere at all', undefined],
])('%o probably meant %o', ([said, zone]) => {
  expect(likelyZone(said)).toBe(zone);
});

test('a topic that is to be confirmed names a mail, and is no service, which nobody confirms', () => {
  const topics = { tips: { name: 'Tips', confirm: 'please-confirm' } };
  expect(houseSchema.safeParse({ ...house, topics }).error).toBeUndefined();
  expect(houseData({ ...house, topics }).topics).toEqual(topics);
  const both = { tips: { service: true, confirm: 'please-confirm' } };
  const { error } = houseSchema.safeParse({ ...house, topics: both });
  expect(error?.issues.map(({ message }) => message)).toEqual([
    expect.stringContaining('is a service, which nobody has to confirm'),
  ]);
});
