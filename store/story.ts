import type { Instant } from '../core/fact.ts';
import type { Tx } from './ctx.ts';
import type { StoryKind } from './story-kind.ts';

/** One line of the log that answers why. `what` holds the reason, in words and ids. */
export type Line = Readonly<{
  prospect: string;
  entry?: string;
  at: Instant;
  kind: StoryKind;
  stage?: string;
  step?: string;
  what?: Readonly<Record<string, unknown>>;
}>;

export const tellStory = (tx: Tx, line: Line): Promise<void> => tellStories(tx, [line]);

export async function tellStories(tx: Tx, lines: readonly Line[]): Promise<void> {
  if (lines.length > 0) await tx.insertInto('story').values(lines.map(rowOf)).execute();
}

const rowOf = ({ prospect, entry, at, kind, stage, step, what = {} }: Line) => ({
  prospect,
  entry: entry ?? null,
  at,
  kind,
  stage: stage ?? null,
  step: step ?? null,
  what: JSON.stringify(what),
});

/** Tells a line unless it is what was told of this entry last: asking again and getting the same answer is no news. */
export async function tellNews(tx: Tx, line: Line & Readonly<{ entry: string }>): Promise<void> {
  const last = await tx
    .selectFrom('story')
    .select(['kind', 'step', 'what'])
    .where('prospect', '=', line.prospect)
    .where('entry', '=', line.entry)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const same =
    last?.kind === line.kind &&
    last.step === line.step &&
    last.what['reason'] === line.what?.['reason'];
  if (!same) await tellStory(tx, line);
}
