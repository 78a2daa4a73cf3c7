/** Domains whose mailboxes are one provider's: they share its patience with us. */
const DOMAINS: Readonly<Record<string, readonly string[]>> = {
  gmail: ['gmail.com', 'googlemail.com'],
  outlook: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'passport.com'],
  yahoo: ['yahoo.com', 'ymail.com', 'rocketmail.com', 'aol.com', 'aim.com', 'verizon.net'],
  icloud: ['icloud.com', 'me.com', 'mac.com'],
  gmx: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'gmx.com', 'web.de', 'mail.com'],
};

/** Their domains in all countries: hotmail.fr, live.co.uk, yahoo.co.jp. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  hotmail: 'outlook',
  outlook: 'outlook',
  live: 'outlook',
  yahoo: 'yahoo',
  aol: 'yahoo',
};

/** Mail servers that take the mail of other people's domains: an MX below one of these is that provider's. */
const SERVERS: Readonly<Record<string, readonly string[]>> = {
  gmail: ['google.com', 'googlemail.com', 'smtp.goog'],
  outlook: ['outlook.com', 'mx.microsoft', 'hotmail.com'],
  yahoo: ['yahoodns.net'],
  icloud: ['icloud.com'],
  gmx: ['gmx.net', 'web.de'],
};

/** What the configuration may name besides domains. */
export const RECIPIENT_GROUPS: readonly string[] = Object.keys(DOMAINS);

const byDomain = new Map(
  Object.entries(DOMAINS).flatMap(([group, domains]) => domains.map((one) => [one, group])),
);
const COUNTRY = /^([a-z]+)\.(?:co\.|com\.)?[a-z]{2}$/;

/** 'gmail.com', in small letters. Pure. */
export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Whose mailbox an address is in: the group of its provider, else its domain itself, in small letters. Pure. */
export function recipientGroup(address: string): string {
  const domain = domainOf(address);
  return byDomain.get(domain) ?? EVERYWHERE[COUNTRY.exec(domain)?.[1] ?? ''] ?? domain;
}

/** The group of a provider by the name of its mail server; undefined where it is none of them. Pure. */
export function groupOfServer(exchange: string): string | undefined {
  const server = exchange.toLowerCase().replace(/\.$/, '');
  const found = Object.entries(SERVERS).find(([, ends]) =>
    ends.some((end) => server === end || server.endsWith(`.${end}`)),
  );
  return found?.[0];
}
