import type { HouseData } from '../core/house.ts';
import type { House } from '../core/language/vocabulary.ts';

/** The house without its schemas: plain data that survives JSON. Pure. */
export function houseData(house: House): HouseData {
  return {
    stages: mapped(house.stages, ({ owner, demand, recycle }, name) => ({
      owner,
      demand,
      ...((recycle === true || name === 'recycle') && { recycle: true as const }),
    })),
    teams: mapped(house.teams, ({ name, owner, reps }) => ({
      ...(name !== undefined && { name }),
      ...(owner !== undefined && { owner }),
      reps: reps.map((rep) => ({ id: rep.id, name: rep.name, email: rep.email })),
    })),
    reasons: mapped(house.reasons, ({ rest, of }) => ({
      ...(rest !== undefined && { rest }),
      ...(of !== undefined && { of }),
    })),
    topics: mapped(house.topics, ({ name, service }) => ({
      ...(name !== undefined && { name }),
      ...(service === true && { service }),
    })),
    senders: mapped(house.senders, ({ name, address, replyTo }) => ({
      name,
      address,
      ...(replyTo !== undefined && { replyTo }),
    })),
    sender: house.sender,
    postal: house.postal,
    limits: { perWeek: house.limits.perWeek, gap: house.limits.gap },
  };
}

const mapped = <T, U>(
  record: Readonly<Record<string, T>>,
  one: (value: T, name: string) => U,
): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, one(value, name)]));
