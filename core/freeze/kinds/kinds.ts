import { assist } from './assist.ts';
import { branch } from './branch.ts';
import { end } from './end.ts';
import type { Kind } from './kind.ts';
import { offer } from './offer.ts';
import { series } from './series.ts';
import { split } from './split.ts';
import { task } from './task.ts';
import { to } from './to.ts';
import { touch } from './touch.ts';
import { waitFor } from './wait-for.ts';

/** How each kind of step is frozen. `wait` is none: it belongs to the step that it precedes. */
export const kinds: ReadonlyMap<unknown, Kind> = new Map(
  Object.entries({ touch, series, waitFor, branch, split, task, to, end, offer, assist }),
);
