import type { Book } from './book.ts';
import type { SeriesStep, TouchStep } from '../frozen.ts';

/** What a touch says: ‘case-study’, or one of ‘field-notes’. Pure. */
export const sayMail = (step: TouchStep | SeriesStep): string =>
  step.kind === 'touch' ? `‘${step.mail}’` : `one of ‘${step.folder}’`;

/** The mails that a touch may send, as far as the book knows those of a series. Pure. */
export const mailsOf = (
  step: TouchStep | SeriesStep,
  { mails }: Pick<Book, 'mails'>,
): readonly string[] =>
  step.kind === 'touch'
    ? [step.mail]
    : [...mails.keys()].filter((mail) => mail.startsWith(`${step.folder}/`));
