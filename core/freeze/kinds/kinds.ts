import { assist } from './assist.ts';
import { branch } from './branch.ts';
import { end } from './end.ts';
import type { Kind } from './kind.ts';
import { offer } from './offer.ts';
import { to } from './to.ts';
import { touch } from './touch.ts';
import { waitFor } from './wait-for.ts';

/** How each kind of step is frozen. `wait` is none: it belongs to the step that it precedes. */
export const kinds: ReadonlyMap<unknown, Kind> = new Map(
  Object.entries({ touch, waitFor, branch, to, end, offer, assist }),
);

/** Steps the language has and the engine does not carry out yet, with what to say instead. */
export const notYetKinds: ReadonlyMap<unknown, string> = new Map([
  ['split', 'Say branch(…), or the steps of one arm.'],
  ['series', 'Say its mails one by one, with waits between them.'],
  ['task', 'Leave it out: the rep sees the handoff.'],
]);
