import { leadsTo, pathOf } from '../check/graph.ts';
import type { Frozen, StepId, TouchStep } from '../frozen.ts';
import { at, type Found, inJourneys, rule, stepAt, stepsOf } from './rule.ts';

/** A way round that comes by a single mail again, whose readers have seen it. */
export const j503 = rule(
  'J503',
  'A relationship keeps its history: nobody is sent what they have seen (Brondos).',
  inJourneys((journey) => {
    const told = new Set<StepId>();
    const mails = stepsOf(journey, 'touch').filter(([, step]) => !isNewEachTime(step));
    return mails.flatMap(([id]) => {
      const round = told.has(id) ? undefined : wayRound(journey, id);
      if (round === undefined) return [];
      const ahead = reached(journey, id);
      const knot = mails.filter(([one]) => ahead.has(one) && reached(journey, one).has(id));
      for (const [one] of knot) told.add(one);
      return [
        found(
          journey,
          round,
          knot.map(([, { mail }]) => mail),
        ),
      ];
    });
  }),
);

/** Every step that may come after it, itself if the way leads round. */
function reached(journey: Frozen, from: StepId): ReadonlySet<StepId> {
  const seen = new Set<StepId>();
  const ahead: StepId[] = [from];
  for (const id of ahead) {
    const step = stepAt(journey, id);
    const next = step === undefined ? [] : leadsTo(step).filter((to) => !seen.has(to));
    for (const to of next) seen.add(to);
    ahead.push(...next);
  }
  return seen;
}

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
  what: `The way leads round to ${[...new Set(mails)].map((mail) => `‘${mail}’`).join(', ')} again. Whoever is there has seen that: it is left out the second time, and they hear nothing.\n${[...round, round[0] ?? ''].map(pathOf).join(' → ')}`,
  mend: "Draw from a folder of mails: educate.series('…', { every: '30 days', until: … }); or lead on to another stage.",
});
