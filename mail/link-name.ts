import { createHash } from 'node:crypto';

/** What a link is called within its mail: made of its target, so that a mail composed anew never leads an older copy astray. Pure. */
export const linkName = (target: string): string =>
  createHash('sha256').update(target).digest('hex').slice(0, LINK_NAME_LENGTH);

export const LINK_NAME_LENGTH = 12;
