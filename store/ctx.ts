import type { Kysely, Transaction } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { Frozen } from '../core/frozen.ts';
import type { SliceFor } from '../core/house-hours.ts';
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
  /** The calendar of a zone, with the house's holidays. */
  sliceFor: SliceFor;
  /** Keyed by the pepper: what an address is called in suppressions. */
  hashAddress: (emailKey: string) => string;
}>;
export type Tx = Transaction<Database>;
