import type { State } from '../core/state.ts';
import type { Admitted } from './admit.ts';
import type { Filled } from './fill.ts';
import type { Mailing } from './mailing.ts';

/** A claim, before it is judged. */
export type Wanted = Admitted &
  Readonly<{
    touch: Mailing;
    topic: string;
    /** In whose name: an id of the house's senders. */
    sender: string;
    filled: Filled;
    state: Omit<State, 'lines'>;
  }>;
