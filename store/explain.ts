import type { Instant } from '../core/fact.ts';
import type { Ctx } from './ctx.ts';
import type { StoryKind } from './story-kind.ts';

/** One line of somebody's story, as it is told to people. */
export type StoryLine = Readonly<{
  at: Instant;
  kind: StoryKind;
  entry: string | null;
  journey: string | null;
  stage: string | null;
  step: string | null;
  /** The reason, in words and ids. */
  what: Readonly<Record<string, unknown>>;
}>;

/** Lines of one person that are shown. */
const LONGEST = 2_000;

/** Everything that was decided about somebody and why, the oldest line first; of a very long story its end. */
export async function explain(ctx: Ctx, prospect: string): Promise<readonly StoryLine[]> {
  const lines = await ctx.db
    .selectFrom('story')
    .leftJoin('entries', 'entries.id', 'story.entry')
    .select(['at', 'kind', 'story.entry', 'journey', 'stage', 'step', 'what'])
    .where('story.prospect', '=', prospect)
    .orderBy('story.id', 'desc')
    .limit(LONGEST)
    .execute();
  return lines.toReversed();
}
