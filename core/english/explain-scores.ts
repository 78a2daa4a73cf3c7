import type { Axis, AxisName, Worth } from '../frozen.ts';
import { sayLeaf } from './leaf.ts';
import type { Voice } from './voice.ts';

/** What the points that this journey asks for are given for, a line each. Pure. */
export const explainScores = ({ journey, house }: Voice): readonly string[] =>
  Object.entries(journey.scores ?? {}).flatMap(([name, axis]) =>
    axis === undefined ? [] : [axisWords(name as AxisName, axis, house.says ?? {})],
  );

type Says = Readonly<Record<string, string>>;

function axisWords(name: AxisName, { worth, halvesEvery }: Axis, says: Says): string {
  const points = worth.map((one) => worthWords(one, says)).join('; ');
  const fades = halvesEvery === undefined ? '' : ` Deeds count half after ${halvesEvery}.`;
  return `${name} – ${points === '' ? 'nothing counts' : points}.${fades}`;
}

function worthWords({ points, signal, upTo }: Worth, says: Says): string {
  const said = sayLeaf({ sentence: 'it', not: false }, { facts: { it: signal } }, says);
  return `${points} if they ${said}${upTo === undefined ? '' : ` (never more than ${upTo})`}`;
}
