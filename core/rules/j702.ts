import type { TouchStep } from '../frozen.ts';
import type { MailFacts } from './book.ts';
import { at, inJourneys, rule, stepsOf } from './rule.ts';

/** A mail that may go out with a hole. */
export const j702 = rule(
  'J702',
  'Automated yet personal: what is not known has a fallback, or the mail is not sent (MKT1).',
  (book) => [
    ...[...book.mails].flatMap(([mail, { withoutFallback = [] }]) =>
      withoutFallback.map((field) => ({
        path: `templates › ${mail}`,
        what: `‘${mail}’ merges ${field}, which may be unknown, and has no fallback for it.`,
        mend: `Say what stands there instead: {{ ${field} | default: 'there' }}.`,
      })),
    ),
    ...inJourneys((journey, { mails }) =>
      stepsOf(journey, 'touch').flatMap(([id, touch]) =>
        holes(touch, mails.get(touch.mail)).map((slot) => ({
          ...at(journey, id, 'fill'),
          what: `Nothing fills '${slot}' of ‘${touch.mail}’.`,
          mend: `Say what does: fill: { ${slot}: … }.`,
        })),
      ),
    )(book),
  ],
);

const holes = ({ fill }: TouchStep, mail: MailFacts | undefined): readonly string[] =>
  Object.keys(mail?.slots ?? {}).filter((slot) => !Object.hasOwn(fill ?? {}, slot));
