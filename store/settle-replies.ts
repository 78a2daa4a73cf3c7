import { type Selectable } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { stageOf } from '../core/frozen.ts';
import type { Tx } from './ctx.ts';
import type { ReplyState } from './reader-tables.ts';
import type { Database } from './schema.ts';
import { tellStories } from './story.ts';

export type ReplyRow = Selectable<Database['replies']>;

/** Which open answers: one, those of a person, those that wait under a hold. */
export type WhichReplies = Readonly<Partial<Record<'id' | 'prospect' | 'hold', string>>>;
export type Deciding = Readonly<{
  as: Exclude<ReplyState, 'open'>;
  /** Who decided, by the name they gave or a rep's id. */
  by: string;
  at: Instant;
  note?: string | undefined;
}>;

/** The judge of what a person answered: an open one is decided once. Answers those that were; each is a line of the story. Needs their locks. */
export async function settleReplies(
  tx: Tx,
  which: WhichReplies,
  { as, by, at, note }: Deciding,
): Promise<readonly ReplyRow[]> {
  const rows = await tx
    .updateTable('replies')
    .set({ state: as, decided_at: at, decided_by: by, note: note ?? null })
    .where((eb) => eb.and({ ...which, state: 'open' }))
    .returningAll()
    .execute();
  await tellStories(
    tx,
    rows.map(({ prospect, entry, step, mail }) => {
      const what = { mail, as, rep: by };
      return {
        prospect,
        entry,
        at,
        kind: 'reply-decided' as const,
        stage: stageOf(step),
        step,
        what,
      };
    }),
  );
  return rows;
}
