import { leadsTo, pathOf } from '../check/graph.ts';
import type { Frozen, StepId, TouchStep } from '../frozen.ts';
import { at, type Found, inJourneys, rule, stepAt, stepsOf } from './rule.ts';

/** A way round that comes by a single mail again, whose readers have seen it. */
export const j503 = rule(
  'J503',
  'A relationship keeps its history: nobody is sent what they have seen (Brondos).',
  inJourneys((journey) => {
    const told = new Set<StepId>();
    return stepsOf(journey, 'touch').flatMap(([id, step]) => {
      if (told.has(id) || isNewEachTime(step)) return [];
      const round = wayRound(journey, id);
      if (round === undefined) return [];
      const mails = stepsOf(journey, 'touch').filter(([one]) => round.includes(one));
      for (const [one] of mails) told.add(one);
      return [
        found(
          journey,
          round,
          mails.map(([, { mail }]) => mail),
        ),
      ];
    });
  }),
);

/** A mail about the latest of something is another mail each time. */
const isNewEachTime = ({ fill }: TouchStep): boolean =>
  Object.values(fill ?? {}).some((value) => typeof value === 'object' && 'of' in value);

/** The shortest way from a step back to itself. */
function wayRound(journey: Frozen, from: StepId): readonly StepId[] | undefined {
  const seen = new Set<StepId>();
  const ahead: (readonly StepId[])[] = [[from]];
  for (const way of ahead) {
    const step = stepAt(journey, way.at(-1) ?? '');
    for (const next of step === undefined ? [] : leadsTo(step)) {
      if (next === from) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      ahead.push([...way, next]);
    }
  }
  return undefined;
}

const found = (journey: Frozen, round: readonly StepId[], mails: readonly string[]): Found => ({
  ...at(journey, round[0] ?? ''),
  what: `The way leads round to ${mails.map((mail) => `‘${mail}’`).join(', ')} again, which everybody there has seen: the second time it is left out, and they hear nothing.\n${[...round, round[0] ?? ''].map(pathOf).join(' → ')}`,
  mend: "Draw from a folder of mails: educate.series('…', { every: '30 days', until: … }); or lead on to another stage.",
});
