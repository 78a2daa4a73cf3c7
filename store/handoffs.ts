import { sql } from 'kysely';
import type { HandoffState } from '../core/state.ts';
import type { Ctx } from './ctx.ts';
import { OPEN } from './handoff-of.ts';
import { handoffRows, type HandoffView, viewOf, viewOfRow } from './handoff-view.ts';

export type ListHandoffs = Readonly<{
  /** One state, or `open`: all that wait for somebody. */
  state?: HandoffState | 'open';
  team?: string;
  /** The id of the last one seen. */
  after?: string;
  /** 100 if it is not said, 500 at most. */
  limit?: number;
}>;
export type HandoffPage = Readonly<{ handoffs: readonly HandoffView[]; next?: string }>;

/** The oldest offer first; `next` is there while there are more. */
export async function listHandoffs(ctx: Ctx, list: ListHandoffs = {}): Promise<HandoffPage> {
  const { state, team, after } = list;
  const limit = Math.min(list.limit ?? 100, 500);
  let query = handoffRows(ctx.db)
    .orderBy('handoffs.offered_at')
    .orderBy('handoffs.id')
    .limit(limit + 1);
  if (state === 'open') query = query.where('handoffs.state', 'in', OPEN);
  else if (state !== undefined) query = query.where('handoffs.state', '=', state);
  if (team !== undefined) query = query.where('handoffs.team', '=', team);
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(handoffs.offered_at, handoffs.id) > (select offered_at, id from handoffs where id = ${after})`,
    );
  const rows = await query.execute();
  const handoffs = rows.slice(0, limit).map((row) => viewOfRow(ctx.house, row));
  const last = rows.length > limit ? handoffs.at(-1) : undefined;
  return { handoffs, ...(last && { next: last.id }) };
}

export const getHandoff = (ctx: Ctx, id: string): Promise<HandoffView | undefined> =>
  viewOf(ctx, ctx.db, id);
