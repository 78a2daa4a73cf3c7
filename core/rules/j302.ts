import { groundOf } from './evidence.ts';
import { contentThatQualifies, sayDeed } from './one-event.ts';
import { at, inJourneys, rule, stepsOf } from './rule.ts';

/** One piece of content after which somebody is offered: found by trying each. */
export const j302 = rule(
  'J302',
  'Thirty seconds on a page is no buyer: no single piece of content qualifies anybody (Brondos).',
  inJourneys((journey, book) => {
    const ground = groundOf(book, journey);
    return stepsOf(journey, 'offer').flatMap(([id, offer]) => {
      const deed = contentThatQualifies(offer, ground);
      if (deed === undefined) return [];
      return [
        {
          ...at(journey, id, 'because'),
          what: `One ${sayDeed(deed)} alone makes somebody an offer to ${offer.team}; it is worth engagement, and no intent.`,
          mend: "Ask for intent beside it: all(…, score('intent').atLeast(30)); or count it as intent in the scores, if it is.",
        },
      ];
    });
  }),
);
