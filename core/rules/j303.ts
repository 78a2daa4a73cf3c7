import type { Rule } from '../fact.ts';
import type { Frozen, StepId } from '../frozen.ts';
import { edgesOf } from './edges.ts';
import { at, type Found, inJourneys, rule, stepAt, through } from './rule.ts';

/** A way out for whoever scores low. */
export const j303 = rule(
  'J303',
  'Researchers are kept: just interested today, they buy one day (Brondos).',
  inJourneys((journey) => [
    ...Object.entries(journey.steps).flatMap(([id, step]) =>
      edgesOf(step).flatMap(({ to, when }) => putOut(journey, { id, to, when })),
    ),
    ...journey.whenever.flatMap(({ when, at: to }) => putOut(journey, { id: '', to, when })),
  ]),
);

type Exit = Readonly<{ id: StepId; to: StepId; when: Rule | undefined }>;

function putOut(journey: Frozen, { id, to, when }: Exit): readonly Found[] {
  const low = when === undefined ? undefined : lowScore(journey, when, true);
  const end = low === undefined ? undefined : endAt(journey, to);
  if (low === undefined || end === undefined) return [];
  return [
    {
      ...at(journey, id, ...(id === '' ? ['whenever'] : [])),
      what: `Whoever has not ${low} leaves the journey: end('${end}').`,
      mend: "Keep them: to('recycle'), where they hear from you less often.",
    },
  ];
}

/** A score of what they do, not of who they are, that counts against them. */
function lowScore(journey: Frozen, when: Rule, truth: boolean): string | undefined {
  if (typeof when === 'string') {
    const ask = journey.facts[when];
    return !truth && ask?.kind === 'score' && ask.axis !== 'fit' ? when : undefined;
  }
  if ('not' in when) return lowScore(journey, when.not, !truth);
  const parts = 'all' in when ? when.all : when.any;
  return parts.map((part) => lowScore(journey, part, truth)).find((low) => low !== undefined);
}

/** The end that comes next, with nothing said before it. */
function endAt(journey: Frozen, id: StepId): string | undefined {
  const next = stepAt(journey, through(journey, id));
  return next?.kind === 'end' ? next.as : undefined;
}
