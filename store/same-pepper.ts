import type { Ctx } from './ctx.ts';
import { beginWorldValue } from './sweep.ts';

/** No address: whatever is hashed here is nobody's. */
const NOBODY = 'perennial/pepper/1';

/**
 * Throws where this process hashes addresses otherwise than whoever began this database: nobody whose address is suppressed and who was
 * erased would be known again, and they would be written to.
 */
export async function samePepper(ctx: Ctx): Promise<void> {
  const ours = ctx.hashAddress(NOBODY);
  if ((await beginWorldValue(ctx, 'pepper.mark', ours)) === ours) return;
  throw new Error(
    'PERENNIAL_PEPPER is not the one that this database was begun with: erased and suppressed addresses would not be known again. Give every process the first one.',
  );
}
