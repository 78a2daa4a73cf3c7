import type { Frozen } from '../frozen.ts';
import type { Book } from './book.ts';
import { at, type Found, inJourneys, rule, stepsOf } from './rule.ts';
import { topicOf } from './service.ts';

/** A mail that cannot be left, or does not say who sends it and what for. */
export const j703 = rule(
  'J703',
  'Consent is for a purpose: every mail names its sender’s address and topic, and can be left (CAN-SPAM, GDPR).',
  (book) => [...bare(book.house.postal), ...mailsOf(book), ...inJourneys(purposeless)(book)],
);

const bare = (postal: string): readonly Found[] =>
  postal.trim() === ''
    ? [
        {
          path: 'postal',
          what: 'The house has no postal address to put under its mails.',
          mend: "Say it: postal: 'Fernworks Ltd, 12 Orchard Lane, …'.",
        },
      ]
    : [];

const mailsOf = ({ mails }: Book): readonly Found[] =>
  [...mails].flatMap(([mail, { unsubscribe, postal }]) => [
    ...(unsubscribe === false ? [lacks(mail, 'a way to unsubscribe')] : []),
    ...(postal === false ? [lacks(mail, 'the postal address')] : []),
  ]);

const lacks = (mail: string, what: string): Found => ({
  path: `templates › ${mail}`,
  what: `‘${mail}’ goes out without ${what}.`,
  mend: 'Use the layout that has it.',
});

const purposeless = (journey: Frozen, { house }: Book): readonly Found[] =>
  [
    ...new Map(
      stepsOf(journey, 'touch', 'series').map(([id, step]) => [topicOf(step, journey), id]),
    ),
  ]
    .filter(([topic]) => !Object.hasOwn(house.topics, topic))
    .map(([topic, id]) => ({
      ...at(journey, id),
      what: `'${topic}' is no topic of the house: nobody can have agreed to it, or leave it.`,
      mend: `Name one of its topics: ${Object.keys(house.topics).join(', ')}.`,
    }));
