import type { Instant } from '../../core/fact.ts';
import type { ScoreView, ScoreViewLine } from '../../store/scores.ts';
import { humanise } from './humanise.ts';
import { sayFact } from './say-fact.ts';
import { when } from './when.ts';

/** Scores as tables, each newest line first: what is shown sums exactly to what is shown. Pure. */
export const scoresView = (scores: readonly ScoreView[], now: Instant): readonly object[] =>
  scores.map(({ axis, milli, lines }) => ({
    axis: humanise(axis),
    score: points(milli),
    lines: lines.toReversed().map((line) => ({
      said: sayWhat(line),
      at: when(line.at, now),
      points: signed(line.milli),
      balance: points(line.balance),
    })),
  }));

function sayWhat({ what }: ScoreViewLine): string {
  if (what.kind === 'signal') return sayFact(what.sentence);
  return what.kind === 'faded' ? 'Faded by then' : 'All before';
}

/** Thousandths as points, none of them rounded away: 4873 → '4.873', 5000 → '5'. */
const points = (milli: number): string => String(milli / 1000).replace('-', '−');
const signed = (milli: number): string => (milli > 0 ? `+${points(milli)}` : points(milli));
