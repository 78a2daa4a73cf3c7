import { LINK_NAME_LENGTH } from './link-name.ts';

/** One link of one mail: the name in its Message-ID, which is the same in every attempt, and the link's own (`linkName`). */
export type ClickId = Readonly<{ mail: string; link: string }>;

const MAIL_LENGTH = 40;
const MAIL = /^<?([0-9a-f]{40})@/;
const ID = new RegExp(`^([0-9a-f]{${MAIL_LENGTH}})\\.([0-9a-f]{${LINK_NAME_LENGTH}})$`);

/** What a click link is signed of. Throws for a Message-ID that is none of the ledger's. Pure. */
export function clickId(messageId: string, link: string): string {
  const [, mail] = MAIL.exec(messageId) ?? [];
  if (mail === undefined) throw new Error('A click is of a mail in the ledger.');
  return `${mail}.${link}`;
}

/** The two parts of what `clickId` made; undefined for anything else. Pure. */
export function clickOf(id: string): ClickId | undefined {
  const [, mail, link] = ID.exec(id) ?? [];
  return mail === undefined || link === undefined ? undefined : { mail, link };
}

/** As it stands in a link. Throws for what `clickId` did not make. Pure. */
export function clickBytes(id: string): Buffer {
  const click = clickOf(id);
  if (click === undefined) throw new Error('A click is of a mail and of a link.');
  return Buffer.from(click.mail + click.link, 'hex');
}

/** The id in such a body; undefined where it has not its length. Pure. */
export function clickIdOf(body: string): string | undefined {
  const hex = Buffer.from(body, 'base64url').toString('hex');
  const id = `${hex.slice(0, MAIL_LENGTH)}.${hex.slice(MAIL_LENGTH)}`;
  return clickOf(id) === undefined ? undefined : id;
}
