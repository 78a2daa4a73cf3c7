import type { HouseData } from '../core/house.ts';
import type { House } from '../core/language/vocabulary.ts';

/** The house without its schemas: plain data that survives JSON. Pure. */
export function houseData(house: House): HouseData {
  const { hours, windows } = house;
  return {
    stages: mapped(house.stages, ({ owner, demand, recycle }, name) => ({
      owner,
      demand,
      ...((recycle === true || name === 'recycle') && { recycle: true as const }),
    })),
    teams: mapped(house.teams, teamData),
    reasons: mapped(house.reasons, (reason) => only(reason, 'rest', 'of')),
    topics: mapped(house.topics, ({ name, names, service, confirm }) => ({
      ...(name !== undefined && { name }),
      ...(names !== undefined && { names }),
      ...(service === true && { service }),
      ...(confirm !== undefined && { confirm }),
    })),
    senders: mapped(house.senders, (sender) =>
      only(sender, 'name', 'address', 'replyTo', 'zone', 'perDay'),
    ),
    ...only(house, 'sender', 'postal', 'zone', 'holidays', 'lateTraits', 'says', 'utm'),
    ...only(house, 'language', 'pageWords'),
    limits: only(house.limits, 'perWeek', 'gap', 'minEducateShare', 'perDay', 'warmUp'),
    ...(hours && { hours: only(hours, 'days', 'from', 'to') }),
    ...(windows && {
      windows: mapped(windows, (window) => only(window, 'days', 'from', 'to', 'zone')),
    }),
  };
}

const teamData = (team: House['teams'][string]): HouseData['teams'][string] => ({
  ...only(team, 'name', 'owner', 'zone', 'open'),
  reps: team.reps.map((rep) => only(rep, 'id', 'name', 'email')),
  ...(team.hours && { hours: only(team.hours, 'days', 'from', 'to') }),
});

/** These properties, as far as it has them. */
const only = <T extends object, K extends keyof T>(of: T, ...keys: readonly K[]): Pick<T, K> =>
  Object.fromEntries(
    keys.filter((key) => of[key] !== undefined).map((key) => [key, of[key]]),
  ) as Pick<T, K>;

const mapped = <T, U>(
  record: Readonly<Record<string, T>>,
  one: (value: T, name: string) => U,
): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, one(value, name)]));
