import { z } from 'zod';
import type { StoryLine } from '../../store/explain.ts';
import type { ProspectView } from '../../store/find-prospect.ts';
import type { ScoreView, ScoreViewLine } from '../../store/scores.ts';
import { instantOut, iso } from '../http/fields.ts';
import { sayLine } from './say-line.ts';

/** Why, in order: what happened, and each line also as a sentence. */
export const storyOut = z.object({
  prospect: z.string(),
  positions: z.array(
    z.object({
      entry: z.string(),
      journey: z.string(),
      status: z.string(),
      stage: z.string(),
      step: z.string(),
      faulted: z.string().nullable(),
      facts: z.array(
        z.object({ sentence: z.string(), since: instantOut, until: instantOut.nullable() }),
      ),
    }),
  ),
  /** As they count for the entry that speaks, in thousandths of a point; the lines of each sum exactly to it. */
  scores: z.array(
    z.object({
      axis: z.string(),
      milli: z.int(),
      lines: z.array(
        z.object({
          at: instantOut,
          kind: z.enum(['signal', 'faded', 'earlier']),
          sentence: z.string().nullable(),
          milli: z.int(),
          balance: z.int(),
        }),
      ),
    }),
  ),
  story: z.array(
    z.object({
      at: instantOut,
      kind: z.string(),
      journey: z.string().nullable(),
      stage: z.string().nullable(),
      step: z.string().nullable(),
      says: z.string(),
      what: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** The positions and the story of one person. Pure. */
export const storyJson = (
  prospect: ProspectView,
  { story, scores }: Readonly<{ story: readonly StoryLine[]; scores: readonly ScoreView[] }>,
): z.input<typeof storyOut> => ({
  prospect: prospect.id,
  positions: prospect.entries
    .filter(({ status }) => status !== 'closed')
    .map(({ id, journey, status, stage, step, faulted, facts }) => ({
      entry: id,
      journey,
      status,
      stage,
      step,
      faulted,
      facts: Object.entries(facts).map(([sentence, fact]) => ({
        sentence,
        since: iso(fact.since),
        until: fact.until === undefined ? null : iso(fact.until),
      })),
    })),
  scores: scores.map(({ axis, milli, lines }) => ({ axis, milli, lines: lines.map(scoreLine) })),
  story: story.map((line) => ({
    at: iso(line.at),
    kind: line.kind,
    journey: line.journey,
    stage: line.stage,
    step: line.step,
    says: sayLine(line),
    what: { ...line.what },
  })),
});

const scoreLine = ({ at, what, milli, balance }: ScoreViewLine) => ({
  at: iso(at),
  kind: what.kind,
  sentence: what.kind === 'signal' ? what.sentence : null,
  milli,
  balance,
});
