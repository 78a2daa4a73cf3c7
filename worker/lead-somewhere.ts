import { deadLinks, LINKS_SERVED } from '../mail/served-links.ts';
import type { Ctx } from '../store/ctx.ts';
import { worldValue } from '../store/sweep.ts';
import type { Config } from './config.ts';

/**
 * What is to be warned of where the links in our mails would be refused by the API that last started. Throws where real mail
 * (PERENNIAL_MAIL=live) would leave so: nobody could unsubscribe.
 */
export async function leadSomewhere(
  ctx: Ctx,
  { linkKeys: keys, url, mode }: Pick<Config, 'linkKeys' | 'url' | 'mode'>,
): Promise<readonly string[]> {
  const said = await worldValue(ctx, LINKS_SERVED);
  const dead =
    said === undefined ? undefined : deadLinks({ keys, hosts: [new URL(url).host] }, said);
  if (dead !== undefined && mode.kind === 'live') throw new Error(dead);
  return dead === undefined ? [] : [dead];
}
