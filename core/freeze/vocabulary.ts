import type { Axis, AxisName, Demand, Owner, Scalar } from '../frozen.ts';

/** What a value is, as far as its schema tells. */
export type Shape = Readonly<{
  kind: 'string' | 'number' | 'boolean' | 'date' | 'unknown';
  oneOf?: readonly Scalar[];
}>;
/** An event's properties by name; absent where its schema does not tell. */
export type Properties = ReadonlyMap<string, Shape>;

/** All that a journey may name. Plain data: no schema, no code. */
export type Vocabulary = Readonly<{
  stages: ReadonlyMap<string, Readonly<{ owner: Owner; demand: Demand; recycle?: true }>>;
  events: ReadonlyMap<string, Properties | undefined>;
  traits: ReadonlyMap<string, Shape>;
  reasons: ReadonlyMap<string, Readonly<{ of?: Owner }>>;
  teams: ReadonlyMap<string, Readonly<{ owner: Owner }>>;
  topics: ReadonlyMap<string, Readonly<{ service: boolean }>>;
  senders: ReadonlySet<string>;
  windows: ReadonlySet<string>;
  /** The scores that count, and how; one that nothing counts into is not there. */
  axes?: ReadonlyMap<AxisName, Axis>;
  /** Slots by mail; absent: mails are not checked. */
  mails?: ReadonlyMap<string, Slots>;
  /** Folders of mails to draw from; absent: series are not checked. */
  series?: ReadonlySet<string>;
}>;
/** slot → 'string', 'number', 'boolean' or 'Date'. */
export type Slots = Readonly<Record<string, string>>;
