import { at, inJourneys, rule, stepsOf } from './rule.ts';
import { sayMail } from './says.ts';
import { isService, topicOf } from './service.ts';

/** A convert touch about a topic of service. */
export const j107 = rule(
  'J107',
  'The buyer sees one company: who cannot leave a topic is not sold anything under it (Brock).',
  inJourneys((journey, { house }) =>
    stepsOf(journey, 'touch', 'series')
      .filter(([, step]) => step.mindset === 'convert' && isService(step, journey, house))
      .map(([id, step]) => ({
        ...at(journey, id),
        what: `The topic '${topicOf(step, journey)}' is for service only, and ${sayMail(step)} asks for something.`,
        mend: 'Name another topic, or say educate.',
      })),
  ),
);
