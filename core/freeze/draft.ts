import type { Finding } from '../check/finding.ts';
import type { Ask, FrozenStep, StepId } from '../frozen.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A journey being frozen. Alive only while `freeze` runs. */
export type Draft = Readonly<{
  journey: string;
  /** What its mails are about, unless a step says otherwise. */
  topic: unknown;
  words: Vocabulary;
  findings: Finding[];
  facts: Map<string, Ask>;
  /** In reading order. */
  steps: Map<StepId, FrozenStep>;
  /** Whose name a step has: where it was said. */
  named: Map<StepId, string>;
  /** The first step of each stage of this journey. */
  entrances: Map<string, StepId>;
}>;

/** A draft of which nothing is written yet. */
export const draftOf = (about: Pick<Draft, 'journey' | 'topic' | 'words'>): Draft => ({
  ...about,
  findings: [],
  facts: new Map(),
  steps: new Map(),
  named: new Map(),
  entrances: new Map(),
});

/** A place in the journey: what is said there is judged, and refused, there. */
export type Spot = Readonly<{ draft: Draft; path: readonly string[] }>;

export const within = (spot: Spot, ...names: readonly string[]): Spot => ({
  draft: spot.draft,
  path: [...spot.path, ...names],
});

export const placeOf = (spot: Spot): string => spot.path.join(' › ');

/** Where nothing comes next. No step is called so. */
export const NOWHERE: StepId = '';

/** Says what is wrong there; the same twice (two parts of one condition, say) is said once. */
export function refuse(
  spot: Spot,
  { code, what, mend }: Pick<Finding, 'code' | 'what' | 'mend'>,
): void {
  const { journey, findings } = spot.draft;
  const path = placeOf(spot);
  const said = findings.some((one) => one.path === path && one.code === code && one.what === what);
  if (!said) findings.push({ code, journey, path, what, mend });
}
