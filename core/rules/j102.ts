import { coldWays, sayWay } from './cold.ts';
import { groundOf, showsIntent, whatCounts } from './evidence.ts';
import { at, inJourneys, rule, stepsOf } from './rule.ts';
import { sayMail } from './says.ts';

/** A convert touch, or series, that somebody reaches without having shown intent. */
export const j102 = rule(
  'J102',
  'More than 99 % of an audience show no intent to buy: whoever has none is taught, not asked (educate vs convert).',
  inJourneys((journey, book) => {
    const ground = groundOf(book, journey);
    const cold = coldWays(ground);
    return stepsOf(journey, 'touch', 'series').flatMap(([id, step]) => {
      const way = cold.get(id);
      const asks =
        step.kind === 'touch' && step.when !== undefined && showsIntent(step.when, ground);
      if (step.mindset !== 'convert' || way === undefined || asks) return [];
      return [
        {
          ...at(journey, id),
          what: `${sayMail(step)} asks for a decision, and somebody gets it who has shown no intent:\n${sayWay(way)}\n${whatCounts(ground)}`,
          mend: `Put it behind what shows intent, say when(score('intent').atLeast(30), convert('…')); or teach: educate('…').`,
        },
      ];
    });
  }),
);
