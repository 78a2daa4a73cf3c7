import type { Ctx } from './ctx.ts';
import { isMigrated } from './migrate.ts';
import { liveWorkers } from './versions.ts';

/** Whether this database can be worked with, and how many workers do. Throws where it cannot be reached. */
export async function readiness(ctx: Ctx): Promise<{ migrated: boolean; workers: number }> {
  const migrated = await isMigrated(ctx.db);
  return { migrated, workers: migrated ? await liveWorkers(ctx) : 0 };
}
