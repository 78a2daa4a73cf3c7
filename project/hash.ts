import { createHash } from 'node:crypto';

/** sha256 of a text, in hex: the name of a journey version. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
