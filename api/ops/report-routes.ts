import { z } from 'zod';
import { stages } from '../../store/reports.ts';
import type { ApiDeps, App } from '../deps.ts';
import { problems } from '../http/problem.ts';

const share = {
  entries: z.int(),
  rate: z.number().meta({ description: '0 to 1, of those who entered the stage.' }),
};
const report = z.object({
  journeys: z.array(
    z.object({
      journey: z.string(),
      open: z.int(),
      entered: z.int(),
      stages: z.array(
        z.object({
          stage: z.string(),
          speaking: z.int(),
          parked: z.int(),
          wanting: z.int(),
          faulted: z.int(),
          entered: z.int(),
          next: z.array(z.object({ stage: z.string(), ...share })),
          ended: z.array(z.object({ as: z.string(), ...share })),
        }),
      ),
    }),
  ),
});

/** How it goes, in numbers. */
export function reportRoutes(app: App, { ctx }: ApiDeps): void {
  app.get(
    '/v1/reports/stages',
    {
      schema: {
        tags: ['reports'],
        summary: 'Who is where, by journey and stage, with the rates between stages',
        response: { 200: report, ...problems },
      },
    },
    async () => ({
      journeys: (await stages(ctx)).map((journey) => ({
        ...journey,
        stages: journey.stages.map((stage) => ({
          ...stage,
          next: [...stage.next],
          ended: [...stage.ended],
        })),
      })),
    }),
  );
}
