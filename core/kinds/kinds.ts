import type { FrozenStep } from '../frozen.ts';
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

type Kinds = { readonly [K in FrozenStep['kind']]: Kind<Extract<FrozenStep, { kind: K }>> };

/** The whole language, one line a word. A new kind of step is one new file and one line here. */
export const kinds: Kinds = {
  touch,
  series,
  waitFor,
  branch,
  split,
  task,
  to,
  end,
  offer,
  assist,
};

/** The one cast of the engine: `kinds` is keyed by the very `kind` each step carries. */
export const kindOf = (step: FrozenStep): Kind<FrozenStep> =>
  kinds[step.kind] as unknown as Kind<FrozenStep>;
