import type { Instant } from './fact.ts';
import type { PropertyRef } from './frozen.ts';
import type { Clock } from './length.ts';

/** Something a prospect did. */
export type Deed = Readonly<{
  name: string;
  at: Instant;
  props: Readonly<Record<string, unknown>>;
}>;
export type Traits = Readonly<Record<string, Readonly<{ value: unknown; at: Instant }>>>;

/** What the store knows of one entry's prospect when it folds. `calendar`: the house's own days. */
export type Known = Clock &
  Readonly<{
    /** All that the journey asks about, from before they came in too. */
    deeds: readonly Deed[];
    traits: Traits;
    /** Deeds before this are spent, or from before they came in. */
    from: Instant;
    enteredAt: Instant;
    /** When a closed handoff last spent what convinced us: intent counts from here. */
    spentAt?: Instant;
    /** A rest is running until then. */
    restUntil?: Instant;
    /** With `again: per`: which one this entry is about. */
    key?: PropertyRef & Readonly<{ value: string }>;
  }>;

/** All that tells an entry's own events from others. */
type Own = Pick<Known, 'deeds' | 'enteredAt' | 'key'>;

/** The latest such event since they came in, or with this entry's key; of two at once the later given. Pure. */
export function latest(known: Own, event: string): Deed | undefined {
  let found: Deed | undefined;
  for (const deed of known.deeds)
    if (deed.name === event && isOwn(known, deed) && (found === undefined || deed.at >= found.at))
      found = deed;
  return found;
}

function isOwn({ key, enteredAt }: Own, { name, at, props }: Deed): boolean {
  if (key?.of !== name) return at >= enteredAt;
  return keyText(props[key.property]) === key.value;
}

/** A property as the key of an entry: what `again: per` compares. Pure. */
export const keyText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
