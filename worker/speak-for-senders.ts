import type { HouseData } from '../core/house.ts';
import { misalignments } from '../mail/alignment.ts';
import type { Config } from './config.ts';

/**
 * What is to be warned of before mails leave in these names. Throws where real mail (PERENNIAL_MAIL=live) would be signed by a domain that
 * does not speak for its sender: receivers take it for forged, and that sticks to the domain.
 */
export function speakForSenders(
  { dkim, returnPath, mode }: Pick<Config, 'dkim' | 'returnPath' | 'mode'>,
  { senders }: Pick<HouseData, 'senders'>,
): readonly string[] {
  const found = misalignments({
    senders,
    ...(dkim !== undefined && { dkim: dkim.domain }),
    ...(returnPath !== undefined && { returnPath }),
  });
  const failing = found.filter(({ fails }) => fails).map(({ say }) => say);
  if (mode.kind === 'live' && failing.length > 0)
    throw new Error(['Mails of these senders would be refused:', ...failing].join('\n- '));
  return found.map(({ say }) => say);
}
