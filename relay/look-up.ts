import { groupOfServer } from '../core/recipient-group.ts';
import type { Ctx } from '../store/ctx.ts';
import { domainsToLookUp, keepMailDomain } from '../store/mail-domains.ts';

/** The mail servers of a domain, as `resolveMx` of node:dns/promises finds them. Rejects where there are none, or DNS is away. */
export type ResolveMx = (
  domain: string,
) => Promise<readonly Readonly<{ exchange: string; priority: number }>[]>;

const PAGE = 20;

/**
 * Looks up who takes the mail of some companies' domains; answers how many it looked at. What cannot be looked up goes by its own name until
 * the next time. Crash at any line: what was not kept is looked up again.
 */
export async function lookUpSome(ctx: Ctx, resolve: ResolveMx): Promise<number> {
  const domains = await domainsToLookUp(ctx, PAGE);
  for (const domain of domains) await keepMailDomain(ctx, domain, await groupOf(domain, resolve));
  return domains.length;
}

async function groupOf(domain: string, resolve: ResolveMx): Promise<string | undefined> {
  try {
    const found = await resolve(domain);
    const [first] = found.toSorted((a, b) => a.priority - b.priority);
    return first && groupOfServer(first.exchange);
  } catch {
    return undefined;
  }
}
