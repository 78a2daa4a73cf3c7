import type { Render } from './liquid-engine.ts';
import type { Sample } from './mail-folder.ts';
import type { Pitch } from './pitches.ts';
import type { Slots } from './slots.ts';
import type { MailUtm } from './utm.ts';

/** One mail, ready to be merged: compiled once, the same text for the same values. */
export type Template = Readonly<{
  mail: string;
  kind: 'mjml' | 'text';
  /** As written, with its Liquid. */
  subject: string;
  /** sha256 of all that makes the mail; the ledger keeps it. */
  hash: string;
  slots: Slots;
  /** The sales talk in subject, preview and text, whatever their conditions choose: for rules, which know the mindset. */
  pitches: readonly Pitch[];
  /** Those of them that lower a price. */
  discounts: readonly Pitch[];
  /** The sender that mail.json names; a step may name another. */
  from?: string;
  /** Its links stand as they are written: nobody hears of whoever follows them. */
  bare?: true;
  /** What it says of itself to the statistics of the house's sites, over what the house says; false: nothing. */
  utm?: MailUtm | false;
  sample: Sample;
  /** The same mail in other languages, by their tags. */
  languages: ReadonlyMap<string, Template>;
  render: Readonly<{ subject: Render; html: Render; text: Render }>;
}>;
/** The mails of a project, by name; a member of a series by both: `field-notes/01-silence`. */
export type Templates = ReadonlyMap<string, Template>;
