import type { Ctx } from '../store/ctx.ts';
import { setWorldValue, worldValue } from '../store/sweep.ts';
import type { Config } from './config.ts';

const LISTENS = 'inbound.listens';

/**
 * Keeps that somebody listens for what comes back, where this process does. What is to be warned of where mails leave with a return path,
 * and no process ever listened: bounces, and mails that unsubscribe, would reach nobody.
 */
export async function hearBack(
  ctx: Ctx,
  { returnPath, inbound }: Pick<Config, 'returnPath' | 'inbound'>,
): Promise<readonly string[]> {
  if (inbound !== undefined) await setWorldValue(ctx, LISTENS, new Date(ctx.now()).toISOString());
  if (returnPath === undefined || (await worldValue(ctx, LISTENS)) !== undefined) return [];
  return [
    'PERENNIAL_RETURN_PATH is set, and no worker ever listened at PERENNIAL_INBOUND: bounces, and mails that unsubscribe, reach nobody. Set it on one worker.',
  ];
}
