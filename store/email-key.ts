import { domainToASCII } from 'node:url';
import freeMail from 'email-providers/all.json' with { type: 'json' };
import { getDomain } from 'tldts';

const LOCAL = /^[^\s@"(),:;<>[\\\]\p{Cc}]{1,64}$/u;
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const FREE: ReadonlySet<string> = new Set(freeMail);

/**
 * Who a person is: the address in lower case with its domain in ASCII, or undefined where it is no address one can write to over
 * SMTP (quoted local parts and address literals are not taken). Never throws.
 */
export function emailKey(address: string): string | undefined {
  const text = address.trim().normalize('NFC');
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  if (!LOCAL.test(local) || /^\.|\.\.|\.$/.test(local)) return undefined;
  const domain = domainToASCII(text.slice(at + 1)).toLowerCase();
  return DOMAIN.test(domain) ? `${local.toLowerCase()}@${domain}` : undefined;
}

/** The company behind an address, or a domain: its registrable domain. Undefined where the mailbox is a free one, which says nothing of a company. */
export function accountDomain(key: string): string | undefined {
  const host = key.slice(key.lastIndexOf('@') + 1).toLowerCase();
  const domain = getDomain(host, { allowPrivateDomains: true }) ?? undefined;
  return domain === undefined || FREE.has(host) || FREE.has(domain) ? undefined : domain;
}
