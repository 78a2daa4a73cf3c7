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

/** A place in the journey: what is said there is judged, and refused, there. */
export type Spot = Readonly<{ draft: Draft; path: readonly string[] }>;

export const within = (spot: Spot, ...names: readonly string[]): Spot => ({
  draft: spot.draft,
  path: [...spot.path, ...names],
});

export const placeOf = (spot: Spot): string => spot.path.join(' › ');

/** Where nothing comes next. No step is called so. */
export const NOWHERE: StepId = '';

export function refuse(spot: Spot, finding: Pick<Finding, 'code' | 'what' | 'mend'>): void {
  spot.draft.findings.push({
    code: finding.code,
    journey: spot.draft.journey,
    path: placeOf(spot),
    what: finding.what,
    mend: finding.mend,
  });
}
