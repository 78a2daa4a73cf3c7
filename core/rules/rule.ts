import { pathOf } from '../check/graph.ts';
import type { Code } from '../check/codes.ts';
import type { Finding } from '../check/finding.ts';
import type { Frozen, FrozenStep, StepId } from '../frozen.ts';
import type { Book } from './book.ts';

/** One rule of good marketing. */
export type BookRule = Readonly<{
  code: Code;
  /** One sentence: the principle, and whose it is. */
  doctrine: string;
  /** Everything in the book that breaks it. Pure, total. */
  check: (book: Book) => readonly Finding[];
}>;

/** What a rule says of one place; code and doctrine it has already. */
export type Found = Omit<Finding, 'code' | 'why' | 'file'>;
type Find = (book: Book) => readonly Found[];

/** A rule of the book. */
export const rule = (code: Code, doctrine: string, find: Find): BookRule => ({
  code,
  doctrine,
  check: (book) => find(book).map((found) => ({ code, ...found, why: doctrine })),
});

/** One journey after the other. */
export const inJourneys =
  (find: (journey: Frozen, book: Book) => readonly Found[]): Find =>
  (book) =>
    book.journeys.flatMap((journey) => find(journey, book));

export type Named<K extends FrozenStep['kind']> = readonly [
  id: StepId,
  step: Extract<FrozenStep, { kind: K }>,
];

/** The steps of these kinds, with their ids. Pure. */
export const stepsOf = <K extends FrozenStep['kind']>(
  journey: Frozen,
  ...kinds: readonly K[]
): readonly Named<K>[] =>
  Object.entries(journey.steps).filter((entry): entry is [StepId, Named<K>[1]] =>
    kinds.some((kind) => kind === entry[1].kind),
  );

/** The step of that id, and nothing that every object has. Pure. */
export const stepAt = ({ steps }: Frozen, id: StepId): FrozenStep | undefined =>
  Object.hasOwn(steps, id) ? steps[id] : undefined;

/** Where one comes to at `id`: steps that only lead on are passed through. Pure, total. */
export function through(journey: Frozen, id: StepId): StepId {
  const seen = new Set<StepId>();
  let here = id;
  for (let step = stepAt(journey, here); step?.kind === 'to' && !seen.has(here);) {
    seen.add(here);
    here = step.next;
    step = stepAt(journey, here);
  }
  return here;
}

/** Where something was found. Pure. */
export const at = (
  { journey }: Frozen,
  id: StepId,
  ...more: readonly string[]
): Readonly<{ journey: string; path: string }> => ({
  journey,
  path: [...(id === '' ? [] : [pathOf(id)]), ...more].join(' › '),
});
