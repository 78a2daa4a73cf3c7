import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import { isMigrated } from './migrate.ts';

/** Whether this database can be worked with, and how many workers do. Throws where it cannot be reached. */
export async function readiness({ db }: Ctx): Promise<{ migrated: boolean; workers: number }> {
  if (!(await isMigrated(db))) return { migrated: false, workers: 0 };
  const { rows } = await sql<{
    workers: number;
  }>`select count(*) as workers from workers where seen_at > now() - interval '30 seconds'`.execute(
    db,
  );
  return { migrated: true, workers: rows[0]?.workers ?? 0 };
}
