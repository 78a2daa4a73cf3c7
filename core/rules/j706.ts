import { coldWays, sayWay } from './cold.ts';
import { groundOf, showsIntent } from './evidence.ts';
import { mailsOf } from './says.ts';
import { at, inJourneys, rule, stepsOf } from './rule.ts';

/** A discount that everybody gets. The second approval is a waiver: it has a reason and an end. */
export const j706 = rule(
  'J706',
  'Guard the 20 % off to all: it teaches a whole audience to wait for the next one (MKT1).',
  inJourneys((journey, book) => {
    const ground = groundOf(book, journey);
    const cold = coldWays(ground);
    return stepsOf(journey, 'touch', 'series').flatMap(([id, step]) => {
      const way = cold.get(id);
      const when = step.kind === 'touch' ? step.when : undefined;
      const isChosen = when !== undefined && showsIntent(when, ground);
      const mail = mailsOf(step, book).find((one) => book.mails.get(one)?.discount === true);
      if (way === undefined || isChosen || mail === undefined) return [];
      return [
        {
          ...at(journey, id),
          what: `‘${mail}’ offers a discount, and everybody gets it, whatever they want:\n${sayWay(way)}`,
          mend: "Keep it for those who show intent; or let a second person approve it: waive('J706', 'who approved it, and why', 'YYYY-MM-DD').",
        },
      ];
    });
  }),
);
