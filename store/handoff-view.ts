import type { SelectQueryBuilder } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { HouseData } from '../core/house.ts';
import type { HandoffState } from '../core/state.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { HandoffRow } from './handoff-of.ts';
import type { Packet } from './packet.ts';
import type { Database } from './schema.ts';

/** A handoff as sales sees it. */
export type HandoffView = Readonly<{
  id: string;
  state: HandoffState;
  rev: number;
  team: string;
  teamName: string;
  reps: readonly Readonly<{ id: string; name: string }>[];
  prospect: string;
  entry: string;
  journey: string;
  step: string;
  until: Instant | null;
  reason: string | null;
  rep: string | null;
  value: number | null;
  note: string | null;
  packet: Packet;
  offeredAt: Instant;
  answeredAt: Instant | null;
  closedAt: Instant | null;
  notifiedAt: Instant | null;
}>;

type Row = HandoffRow & Readonly<{ journey: string }>;

export const handoffRows = (
  db: Ctx['db'] | Tx,
): SelectQueryBuilder<Database, 'entries' | 'handoffs', Row> =>
  db
    .selectFrom('handoffs')
    .innerJoin('entries', 'entries.id', 'handoffs.entry')
    .selectAll('handoffs')
    .select('entries.journey');

/** Undefined where there is no such handoff. */
export async function viewOf(
  ctx: Ctx,
  db: Ctx['db'] | Tx,
  id: string,
): Promise<HandoffView | undefined> {
  const row = await handoffRows(db).where('handoffs.id', '=', id).executeTakeFirst();
  return row && viewOfRow(ctx.house, row);
}

/** Pure. Reps come without their addresses. */
export function viewOfRow(house: HouseData, row: Row): HandoffView {
  const team = house.teams[row.team];
  const {
    id,
    state,
    rev,
    prospect,
    entry,
    journey,
    step,
    until,
    reason,
    rep,
    value,
    note,
    packet,
  } = row;
  return {
    id,
    state,
    rev,
    prospect,
    entry,
    journey,
    step,
    until,
    reason,
    rep,
    value,
    note,
    packet,
    team: row.team,
    teamName: team?.name ?? row.team,
    reps: (team?.reps ?? []).map((one) => ({ id: one.id, name: one.name })),
    offeredAt: row.offered_at,
    answeredAt: row.answered_at,
    closedAt: row.closed_at,
    notifiedAt: row.notified_at,
  };
}
