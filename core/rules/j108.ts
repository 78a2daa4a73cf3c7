import { at, inJourneys, rule, stepsOf } from './rule.ts';
import { mailsOf } from './says.ts';

/** A mail that is called teaching and sells. */
export const j108 = rule(
  'J108',
  'Teach without a sales pitch: who reads to learn and is sold to, stops reading (Brock).',
  inJourneys((journey, book) =>
    stepsOf(journey, 'touch', 'series')
      .filter(([, { mindset }]) => mindset === 'educate')
      .flatMap(([id, step]) =>
        mailsOf(step, book).flatMap((mail) => {
          const { pitches = [] } = book.mails.get(mail) ?? {};
          if (pitches.length === 0) return [];
          return [
            {
              ...at(journey, id),
              what: `‘${mail}’ is said to educate, and it sells: “${pitches.slice(0, 3).join('”, “')}”.`,
              mend: 'Take that out of the mail, or say convert(…) behind what shows intent.',
            },
          ];
        }),
      ),
  ),
);
