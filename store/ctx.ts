import type { Kysely, Transaction } from 'kysely';
import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/fact.ts';
import type { Frozen } from '../core/frozen.ts';
import type { HouseData } from '../core/house.ts';
import type { Database } from './schema.ts';

/** What every transaction of the store needs; made once by each process's composition root. */
export type Ctx = Readonly<{
  db: Kysely<Database>;
  /** 1: real time; 1/43,200: the demo's. New entries get it. */
  pace: number;
  house: HouseData;
  /** Parsed journey versions by hash: they never change, so they are kept. */
  versions: Map<string, Frozen>;
  now: () => Instant;
  /** When a team works, from `at` on: what people's answer clocks count in. Absent: every day and hour. */
  teamCalendar?: (team: string, at: Instant) => Calendar | undefined;
  /** Keyed by the pepper: what an address is called in suppressions. */
  hashAddress: (emailKey: string) => string;
}>;
export type Tx = Transaction<Database>;
