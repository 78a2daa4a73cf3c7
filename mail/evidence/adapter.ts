import type { MailEvidence } from '../../core/mail-evidence.ts';

/** One kind of record that can be asked about mails: a word of PERENNIAL_EVIDENCE, and what stands behind it. */
export type Adapter = Readonly<{
  word: string;
  /** What comes after the word, as people write it; '' where nothing does. */
  example: string;
  /** Reads nothing yet. Throws where this is no such place, and says what is; never repeats it. */
  open(where: string): MailEvidence;
}>;
