import { resolveTxt } from 'node:dns/promises';
import { domainOf, organisationOf, type SendingDomains } from './alignment.ts';
import type { ResolveTxt } from './dkim-probe.ts';

/** What is missing in DNS for receivers to believe the senders: DMARC of each sender's domain, SPF of where mails come from. Never throws. */
export async function senderDnsProblems(
  { senders, returnPath }: Pick<SendingDomains, 'senders' | 'returnPath'>,
  resolve: ResolveTxt = resolveTxt,
): Promise<readonly string[]> {
  const froms = [...new Set(Object.values(senders).map(({ address }) => domainOf(address)))];
  const paths = returnPath === undefined ? froms : [returnPath];
  const has = async (name: string, begins: string): Promise<boolean> => {
    const records = await resolve(name).catch(() => []);
    return records.some((parts) => parts.join('').toLowerCase().startsWith(begins));
  };
  const dmarc = froms.map(async (from) => {
    const own = await has(`_dmarc.${from}`, 'v=dmarc1');
    if (own || (await has(`_dmarc.${organisationOf(from)}`, 'v=dmarc1'))) return [];
    return [
      `DNS has no DMARC at _dmarc.${organisationOf(from)}; publish there, as TXT: v=DMARC1; p=none`,
    ];
  });
  const spf = paths.map(async (path) =>
    (await has(path, 'v=spf1'))
      ? []
      : [
          `DNS has no SPF at ${path}; publish there, as TXT, which servers send for it: v=spf1 … -all`,
        ],
  );
  return (await Promise.all([...dmarc, ...spf])).flat();
}
