import { z } from 'zod';
import { erase } from '../../store/erase.ts';
import type { TakeRow } from '../../store/takes.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId, instantIn, instantOut, iso, isoOrNull, name, text } from '../http/fields.ts';
import { problems, Problem } from '../http/problem.ts';
import { giveThemBack, takeThem } from './taking.ts';

const tags = ['prospects'];
const rep = name.meta({ description: 'The id of a rep of any of the house’s teams.' });

export const takeIn = z.strictObject({ rep, reason: text.exactOptional() });
export const giveBackIn = z.strictObject({
  rep,
  reason: name.exactOptional().meta({ description: 'A reason that the house knows.' }),
  note: text.exactOptional(),
  resumeAt: instantIn.exactOptional().meta({ description: 'Their journeys go on then, not now.' }),
});
const takeOut = z.object({
  prospect: z.string(),
  rep: z.string(),
  reason: z.string().nullable(),
  takenAt: instantOut,
  givenBackAt: instantOut.nullable(),
  resumesAt: instantOut.nullable(),
});

/** Sales takes somebody, gives them back; and somebody is forgotten. */
export function takeRoutes(app: App, deps: ApiDeps): void {
  app.post(
    '/v1/prospects/:id/take',
    {
      schema: {
        tags,
        summary: 'Sales takes them: our mails stop at once, and their journeys stand still',
        params: byId,
        body: takeIn,
        response: { 200: takeOut, ...problems },
      },
    },
    async ({ params, body }) => json(await takeThem(deps, { prospect: params.id, ...body })),
  );
  app.post(
    '/v1/prospects/:id/give-back',
    {
      schema: {
        tags,
        summary: 'Sales gives them back: their journeys go on where they stood',
        params: byId,
        body: giveBackIn,
        response: { 200: takeOut, ...problems },
      },
    },
    async ({ params, body }) => json(await giveThemBack(deps, { prospect: params.id, ...body })),
  );
  eraseRoute(app, deps);
}

const erased = z.object({
  erased: z.boolean().meta({ description: 'false: they were erased before.' }),
});

function eraseRoute(app: App, { ctx }: ApiDeps): void {
  app.post(
    '/v1/prospects/:id/erase',
    {
      schema: {
        tags,
        summary: 'Forget them: only the hash of their address stays, so that nobody writes to it',
        params: byId,
        response: { 200: erased, ...problems },
      },
    },
    async ({ params }) => {
      const { kind } = await erase(ctx, { prospect: params.id, source: 'api' });
      if (kind === 'unknown')
        throw new Problem('unknown-prospect', 'There is no prospect with this id.');
      return { erased: kind === 'done' };
    },
  );
}

const json = (row: TakeRow): z.input<typeof takeOut> => ({
  prospect: row.prospect,
  rep: row.rep,
  reason: row.reason,
  takenAt: iso(row.taken_at),
  givenBackAt: isoOrNull(row.given_back_at),
  resumesAt: isoOrNull(row.resumes_at),
});
