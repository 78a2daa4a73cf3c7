import { leaves } from '../fact.ts';
import type { Frozen } from '../frozen.ts';
import type { Book } from './book.ts';
import { at, type Found, rule, stepsOf } from './rule.ts';

/** A score, or an offer, that counts what is only known once somebody has talked to them. */
export const j304 = rule(
  'J304',
  'Record when each field becomes known: what sales fills in after contact makes any score look prophetic (a leak).',
  (book) => [
    ...leaksIn(book.scores, book, {}),
    ...book.journeys.flatMap((journey) => [
      ...(book.scores === undefined ? leaksIn(journey.scores, book, at(journey, '')) : []),
      ...askedTooEarly(journey, book),
    ]),
  ],
);

function leaksIn(
  scores: Frozen['scores'],
  { house }: Book,
  where: Readonly<{ journey?: string }>,
): readonly Found[] {
  return Object.entries(scores ?? {}).flatMap(([axis, { worth }]) =>
    worth.flatMap(({ signal }) =>
      signal.kind === 'trait' && isLate(house, signal.trait)
        ? [found({ ...where, path: `scores › ${axis} › ${signal.trait}` }, signal.trait)]
        : [],
    ),
  );
}

const askedTooEarly = (journey: Frozen, { house }: Book): readonly Found[] =>
  stepsOf(journey, 'offer').flatMap(([id, { because }]) =>
    leaves(because).flatMap((leaf) => {
      const ask = journey.facts[leaf];
      return ask?.kind === 'trait' && isLate(house, ask.trait)
        ? [found(at(journey, id, 'because'), ask.trait)]
        : [];
    }),
  );

const isLate = ({ lateTraits }: Book['house'], trait: string): boolean =>
  lateTraits?.includes(trait) === true;

const found = (where: Pick<Found, 'journey' | 'path'>, trait: string): Found => ({
  ...where,
  what: `'${trait}' is known only after the handoff (lateTraits of the house), and it decides who is handed over.`,
  mend: 'Judge by what is known before, or take it from lateTraits if it is.',
});
