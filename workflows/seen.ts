import type { Instant } from '../core/fact.ts';
import type { Frozen } from '../core/frozen.ts';
import type { Beginning, State } from '../core/state.ts';

/** One entry at one moment: what the parts of the prospect workflow hand to each other. */
export type Seen = Readonly<{
  begin: Beginning;
  journey: Frozen;
  state: State;
  sleepUntil?: Instant;
}>;
