import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { Ctx } from './ctx.ts';

/** A mail of which nobody knows whether it left, and when its last bytes were let go. */
export type UnknownMail = Readonly<{ messageId: string; letGoAt: Instant; at: Instant }>;

/** Those of which nobody knows since `since` or later, the oldest first; up to `limit`, those after `after`. */
export async function unknownMails(
  ctx: Ctx,
  since: Instant,
  { limit, after }: Readonly<{ limit: number; after?: UnknownMail | undefined }>,
): Promise<readonly UnknownMail[]> {
  const { rows } =
    await sql<UnknownMail>`select message_id as "messageId", coalesce(sent_at, at) as "letGoAt", at from ledger
    where state = 'UNKNOWN' and message_id is not null and at >= ${since}
      and (at, message_id) > (${after?.at ?? 0}, ${after?.messageId ?? ''})
    order by at, message_id limit ${limit}`.execute(ctx.db);
  return rows;
}
