import { z } from 'zod';
import { listHolds, placeHold, releaseHold } from '../../store/holds.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId, instantOut, iso, isoOrNull, name, text } from '../http/fields.ts';
import { problems } from '../http/problem.ts';

const holdIn = z.strictObject({
  scope: z.literal('all').default('all'),
  reason: text.min(1),
  by: name.default('api'),
});
const holdOut = z.object({
  id: z.string(),
  scope: z.string(),
  reason: z.string(),
  by: z.string(),
  placedAt: instantOut,
  releasedAt: instantOut.nullable(),
});
const placed = z.object({
  id: z.string(),
  already: z.boolean().meta({ description: 'A hold of this scope stood before; it still does.' }),
});

const released = z.object({
  released: z.boolean().meta({ description: 'false: no such hold was in force.' }),
});

/** Stops touches from the commit on, until released. */
export function holdRoutes(app: App, { ctx }: ApiDeps): void {
  const tags = ['ops'];
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
        summary: 'Stop every mail',
        body: holdIn,
        response: { 200: placed, ...problems },
      },
    },
    async ({ body }) => placeHold(ctx, body),
  );
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
}
