/** Who may be mailed: everybody, or only those on a list. */
export type MailMode = Readonly<
  { kind: 'live' } | { kind: 'own-inbox' } | { kind: 'listed'; allowed: readonly string[] }
>;

const ADDRESS = /^[^\s@,]+@[^\s@,]+$/;
const DOMAIN = /^@[^\s@,]+$/;

/**
 * Safe mode: `live` mails everybody; else PERENNIAL_MAIL is a list of addresses and @domains, and nothing means nobody.
 * The stack's own inbox gets everything. Throws an Error that names the variable and never its value.
 */
export function parseMailMode(text: string | undefined, ownInbox: boolean): MailMode {
  if (ownInbox) return { kind: 'own-inbox' };
  const said = (text ?? '').trim();
  if (said === 'live') return { kind: 'live' };
  const allowed = said
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  if (allowed.every((part) => ADDRESS.test(part) || DOMAIN.test(part))) {
    return { kind: 'listed', allowed };
  }
  throw new Error(
    'PERENNIAL_MAIL is neither "live" nor a list. Write addresses or @domains, as in me@company.example,@test.example.',
  );
}

/** Whether this address may be written to. Pure. */
export function mayMail(address: string, mode: MailMode): boolean {
  if (mode.kind !== 'listed') return true;
  const known = address.trim().toLowerCase();
  return mode.allowed.some((part) =>
    part.startsWith('@') ? known.endsWith(part) : known === part,
  );
}
