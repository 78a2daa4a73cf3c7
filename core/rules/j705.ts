import type { Entrance, Frozen, Match } from '../frozen.ts';
import { matches } from '../did.ts';
import { type Found, rule } from './rule.ts';

/** Two journeys about one topic that one deed enters at once, with nothing that says which of them speaks. */
export const j705 = rule(
  'J705',
  'Scattershot is what everybody gets from everybody: journeys about one topic do not compete for a person (MKT1).',
  ({ journeys }) =>
    journeys.flatMap((one, i) => journeys.slice(i + 1).flatMap((other) => rivals(one, other))),
);

function rivals(one: Frozen, other: Frozen): readonly Found[] {
  if (one.topic !== other.topic || one.priority !== other.priority) return [];
  const shared = deedsIn(one).find((door) => deedsIn(other).some((its) => overlap(door, its)));
  if (shared === undefined) return [];
  return [
    {
      journey: one.journey,
      path: 'priority',
      what: `${one.journey} and ${other.journey} are both about ${one.topic}, and ${shared.on} lets somebody into both at once: which one speaks is chance.`,
      mend: `Give one of them the higher priority, or let them in by different things: on('${shared.on}', { … }).`,
    },
  ];
}

type Door = Extract<Entrance, { on: string }>;
const deedsIn = ({ enter }: Frozen): readonly Door[] =>
  enter.filter((door): door is Door => 'on' in door);

/** Whether one deed may fit both: not, where a property would have to be two things. */
const overlap = (a: Door, b: Door): boolean =>
  a.on === b.on &&
  Object.entries(a.where ?? {}).every(([name, match]) => {
    const other = b.where?.[name];
    return other === undefined || !excludes(match, other);
  });

function excludes(a: Match, b: Match): boolean {
  const values = valuesOf(a);
  if (values !== undefined) return !values.some((value) => matches({ it: b }, { it: value }));
  return valuesOf(b) === undefined ? false : excludes(b, a);
}

const valuesOf = (match: Match): readonly unknown[] | undefined => {
  if (typeof match !== 'object') return [match];
  return Array.isArray(match) ? match : undefined;
};
