import type { z } from 'zod';
import { NothingToHold, placeHold } from '../../store/holds.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import type { holdIn } from './hold-fields.ts';

/** Places a hold. Throws a Problem where nothing has the name. */
export const place = (
  { ctx }: Pick<ApiDeps, 'ctx'>,
  hold: z.output<typeof holdIn>,
): Promise<{ id: string; already: boolean }> =>
  placeHold(ctx, hold).catch((error: unknown) => {
    if (error instanceof NothingToHold)
      throw new Problem('unknown-scope', error.message, {
        faults: [{ path: '/of', what: error.message }],
      });
    throw error;
  });
