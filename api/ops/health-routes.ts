import { z } from 'zod';
import { readiness } from '../../store/readiness.ts';
import type { ApiDeps, App } from '../deps.ts';
import { problems, Problem } from '../http/problem.ts';

const health = z.object({ status: z.literal('ok'), world: z.string() });
const ready = z.object({ ready: z.literal(true), workers: z.int() });

/** Public: they tell that the process lives, and whether the whole can work, and nothing else. */
export function healthRoutes(app: App, { ctx, world }: ApiDeps): void {
  app.get(
    '/health',
    {
      schema: {
        tags: ['ops'],
        summary: 'The process lives',
        security: [],
        response: { 200: health },
      },
    },
    () => ({ status: 'ok' as const, world }),
  );
  app.get(
    '/ready',
    {
      schema: {
        tags: ['ops'],
        summary: 'Database reachable and migrated, a worker alive',
        security: [],
        response: { 200: ready, ...problems },
      },
    },
    async () => {
      const state = await readiness(ctx).catch(() => undefined);
      if (state === undefined) throw new Problem('not-ready', 'The database cannot be reached.');
      const { migrated, workers } = state;
      if (!migrated) throw new Problem('not-ready', 'The database is not migrated yet.');
      if (workers === 0)
        throw new Problem('not-ready', 'No worker has reported within the last half minute.');
      return { ready: true as const, workers };
    },
  );
}
