import { z } from 'zod';
import { listHolds, releaseHold } from '../../store/holds.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId, iso, isoOrNull, name } from '../http/fields.ts';
import { problems } from '../http/problem.ts';
import { holdIn, holdOut } from './hold-fields.ts';
import { place } from './place.ts';

const tags = ['ops'];
const placed = z.object({
  id: z.string(),
  already: z.boolean().meta({ description: 'A hold of this scope stood before; it still does.' }),
});

const released = z.object({
  released: z.boolean().meta({ description: 'false: no such hold was in force.' }),
});

/** Stops touches from the commit on, until released. */
export function holdRoutes(app: App, deps: ApiDeps): void {
  const { ctx } = deps;
  app.get(
    '/v1/holds',
    {
      schema: {
        tags,
        summary: 'Holds: those in force first, then the latest that were released',
        response: { 200: z.object({ holds: z.array(holdOut) }), ...problems },
      },
    },
    async () => ({
      holds: (await listHolds(ctx)).map((hold) => ({
        ...hold,
        of: hold.of === '' ? null : hold.of,
        placedAt: iso(hold.placedAt),
        releasedAt: isoOrNull(hold.releasedAt),
      })),
    }),
  );
  app.post(
    '/v1/holds',
    {
      schema: {
        tags,
        summary:
          'Stop every mail in a scope: all, a journey, a step, a sender, an account, a prospect',
        body: holdIn,
        response: { 200: placed, ...problems },
      },
    },
    async ({ body }) => place(deps, body),
  );
  releaseRoutes(app, deps);
}

function releaseRoutes(app: App, { ctx }: ApiDeps): void {
  app.post(
    '/v1/holds/:id/release',
    {
      schema: {
        tags,
        summary: 'Let mail go again',
        params: byId,
        body: z.strictObject({ by: name.default('api') }).nullish(), // null where nothing was sent
        response: { 200: released, ...problems },
      },
    },
    async ({ params, body }) => ({
      released: await releaseHold(ctx, params.id, body?.by ?? 'api'),
    }),
  );
  app.delete(
    '/v1/holds/:id',
    {
      schema: {
        tags,
        summary: 'Let mail go again: as release, for whoever has nothing to say',
        params: byId,
        response: { 200: released, ...problems },
      },
    },
    async ({ params }) => ({ released: await releaseHold(ctx, params.id, 'api') }),
  );
}
