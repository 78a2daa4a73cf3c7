import { leaves } from '../fact.ts';
import { enoughWithout, groundOf, showsIntent, whatCounts } from './evidence.ts';
import { contentThatQualifies } from './one-event.ts';
import { at, inJourneys, rule, stepsOf } from './rule.ts';

/** An offer that is made without anybody having shown intent. Where one piece of content is enough, J302 tells. */
export const j301 = rule(
  'J301',
  'Interest is not readiness: an offer needs intent or a raised hand beside fit and engagement (Brondos).',
  inJourneys((journey, book) => {
    const ground = groundOf(book, journey);
    return stepsOf(journey, 'offer')
      .filter(
        ([, offer]) =>
          leaves(offer.because).length > 0 &&
          !showsIntent(offer.because, ground) &&
          contentThatQualifies(offer, ground) === undefined,
      )
      .map(([id, { team, because }]) => ({
        ...at(journey, id, 'because'),
        what: `Somebody is offered to ${team} without having shown intent; this is enough: ${enoughWithout(because, ground)}.\n${whatCounts(ground)}`,
        mend: "Ask for intent too: all(…, score('intent').atLeast(30)), or any(did('demo.requested'), …) with that deed counted as intent in the scores.",
      }));
  }),
);
