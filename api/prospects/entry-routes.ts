import { z } from 'zod';
import { enrolAll, NotEnrollable } from '../../store/enrol-all.ts';
import { enter } from '../../store/enter.ts';
import { leave } from '../../store/leave.ts';
import { repair } from '../../store/repair.ts';
import { currentJourneys } from '../../store/versions.ts';
import { findProspect } from '../../store/find-prospect.ts';
import type { ApiDeps, App } from '../deps.ts';
import { byId, name } from '../http/fields.ts';
import { problems, Problem } from '../http/problem.ts';
import { suggestion } from '../http/suggestion.ts';
import { known } from './prospect-routes.ts';

const tags = ['journeys'];
const ends = [
  'won',
  'done',
  'unsubscribed',
  'erased',
  'bad-fit',
  'competitor',
  'left-company',
] as const;
const enrolIn = z.strictObject({ journey: name, by: z.enum(['list', 'sales']).default('list') });
const enrolled = z.object({
  entry: z.string(),
  status: z.enum(['entered', 'waiting', 'already']).meta({
    description: 'waiting: another journey speaks with them first; already: they are in it.',
  }),
});
const counts = z.object({
  enrolled: z.int(),
  already: z.int(),
  suppressed: z.int(),
  withoutConsent: z.int(),
  refused: z.int(),
});

/** Into journeys, and out of them. */
export function entryRoutes(app: App, deps: ApiDeps): void {
  const { ctx } = deps;
  app.post(
    '/v1/prospects/:id/enrol',
    {
      schema: {
        tags,
        summary: 'Enrol one person',
        params: byId,
        body: enrolIn,
        response: { 200: enrolled, ...problems },
      },
    },
    async ({ params, body }) => enrolOne(deps, params.id, body),
  );
  app.post(
    '/v1/enrol',
    {
      schema: {
        tags,
        summary: 'Enrol everybody who may be mailed on the journey’s topic',
        body: z.strictObject({ journey: name, all: z.literal(true) }),
        response: { 200: counts, ...problems },
      },
    },
    async ({ body }) => {
      await knownJourney(deps, body.journey);
      return enrolAll(ctx, body.journey).catch((error: unknown) => {
        if (!(error instanceof NotEnrollable)) throw error;
        throw new Problem(error.refused.why, error.refused.say);
      });
    },
  );
  exitRoutes(app, deps);
}

function exitRoutes(app: App, { ctx }: ApiDeps): void {
  app.post(
    '/v1/prospects/:id/leave',
    {
      schema: {
        tags,
        summary: 'Take them out of one journey, or of all',
        params: byId,
        body: z.strictObject({ reason: z.enum(ends), journey: name.exactOptional() }),
        response: { 200: z.object({ closed: z.array(z.string()) }), ...problems },
      },
    },
    async ({ params, body }) => {
      known(await findProspect(ctx, params), 'id');
      const { closed } = await leave(ctx, { prospect: params.id, ...body });
      return { closed: [...closed] };
    },
  );
  app.post(
    '/v1/prospects/:id/repair',
    {
      schema: {
        tags,
        summary: 'Let a faulted prospect go on',
        params: byId,
        response: { 200: z.object({ repaired: z.boolean() }), ...problems },
      },
    },
    async ({ params }) => {
      known(await findProspect(ctx, params), 'id');
      return { repaired: await repair(ctx, params.id) };
    },
  );
}

async function enrolOne(
  deps: ApiDeps,
  prospect: string,
  body: z.output<typeof enrolIn>,
): Promise<z.infer<typeof enrolled>> {
  await knownJourney(deps, body.journey);
  const entered = await enter(deps.ctx, { prospect, ...body });
  switch (entered.kind) {
    case 'entered':
      return { entry: entered.entry, status: entered.waiting ? 'waiting' : 'entered' };
    case 'already':
      return { entry: entered.entry, status: 'already' };
    case 'refused':
      throw new Problem(entered.why, entered.say);
  }
}

/** Throws a Problem that names the journeys there are. */
async function knownJourney({ ctx }: ApiDeps, journey: string): Promise<void> {
  const names = (await currentJourneys(ctx)).map((current) => current.journey);
  if (names.includes(journey)) return;
  throw new Problem(
    'unknown-journey',
    `There is no journey “${journey}”. ${suggestion(journey, names)}`,
    {
      known: names,
    },
  );
}
