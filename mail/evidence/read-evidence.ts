import type { MailEvidence } from '../../core/mail-evidence.ts';
import type { Adapter } from './adapter.ts';
import { allOf } from './all-of.ts';
import { inbox } from './inbox.ts';
import { postfix } from './postfix.ts';
import { returned } from './returned.ts';

/** A new kind of record is one file and one word here. */
const ADAPTERS: readonly Adapter[] = [inbox, postfix, returned];

/**
 * Reads PERENNIAL_EVIDENCE: `postfix:/var/log/mail.log`, several parted by commas, or `none`. Undefined: nothing is asked. Opens no file and
 * asks nobody yet. Throws an Error that names the variable and never its value.
 */
export function readEvidence(text: string): MailEvidence | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length === 1 && parts[0] === 'none') return undefined;
  return allOf(parts.map(open));
}

function open(part: string): MailEvidence {
  const end = part.indexOf(':');
  const word = end < 0 ? part : part.slice(0, end);
  const adapter = ADAPTERS.find((one) => one.word === word);
  if (adapter === undefined)
    throw new Error(
      `PERENNIAL_EVIDENCE names a record that there is not. Write none, or one or more of these, parted by commas: ${USE}.`,
    );
  return adapter.open(end < 0 ? '' : part.slice(end + 1));
}

const USE = ADAPTERS.map(({ word, example }) =>
  example === '' ? word : `${word}:${example}`,
).join(', ');
