import type { Slice } from '../core/calendar.ts';
import type { Frozen } from '../core/frozen.ts';
import type { HouseData } from '../core/house.ts';

/** What a simulated world consists of; the same for everyone in it. */
export type Setup = Readonly<{
  house: HouseData;
  /** The versions that new entries get, by the hash that names them. */
  versions: ReadonlyMap<string, Frozen>;
  /** folder → its mails, in the order in which they are drawn. */
  series: ReadonlyMap<string, readonly string[]>;
  sliceFor: (zone: string, at: number) => Slice;
}>;

/** One person in it. */
export type Who = Readonly<{
  id: string;
  account?: string;
  /** IANA name. */
  zone: string;
  /** Topics they agreed to; absent: all. */
  consent?: readonly string[];
}>;
