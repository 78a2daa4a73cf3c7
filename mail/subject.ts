import type { Finding } from './problems.ts';

/** As much of a subject is ever shown. */
const LONGEST = 150;

/** What is wrong with a subject as it was written. Pure. */
export function subjectFindings(subject: string): readonly Finding[] {
  if (subject.trim() === '') {
    const mend = 'Say what the mail is about.';
    return [{ code: 'T030', what: 'The subject is empty.', mend }];
  }
  const lines: readonly Finding[] = /[\r\n]/.test(subject)
    ? [
        {
          code: 'T030',
          what: 'The subject has a line break.',
          mend: 'Write it on one line: a second line would be a second header.',
        },
      ]
    : [];
  return [...lines, ...lengthFindings(subject, 'is')];
}

/** What is wrong with a subject as somebody would get it. Pure. */
export function mergedSubjectFindings(subject: string): readonly Finding[] {
  if (subject !== '') return lengthFindings(subject, 'comes out');
  const mend = 'Keep some words outside of conditions.';
  return [{ code: 'T030', what: 'The subject comes out empty.', mend }];
}

const lengthFindings = (subject: string, how: string): readonly Finding[] =>
  subject.length <= LONGEST
    ? []
    : [
        {
          code: 'T031',
          what: `The subject ${how} longer than ${LONGEST} characters.`,
          mend: 'Shorten it; 50 are read.',
        },
      ];
