import { z } from 'zod';
import type { FetchView } from '../../store/list-fetches.ts';
import { instantOut, iso } from '../http/fields.ts';

/** The fetches of somebody's links, newest first. */
export const clicksOut = z.object({
  clicks: z.array(
    z.object({
      at: instantOut,
      mail: z.string().nullable().meta({
        description: 'null: the page to unsubscribe or to choose, which every mail links to.',
      }),
      target: z.string().nullable().meta({
        description: 'Where it leads; u, p: those pages; null once that is forgotten.',
      }),
      method: z.string(),
      agent: z.string().nullable(),
      network: z.string().nullable().meta({ description: 'The beginning of the address alone.' }),
      human: z
        .boolean()
        .nullable()
        .meta({ description: 'null: not judged yet, which takes 15 seconds.' }),
      reasons: z.array(z.string()).meta({ description: 'Which rules speak for a machine.' }),
      told: z.boolean().meta({ description: 'It is the event mail.clicked: once a link and day.' }),
    }),
  ),
});

/** Pure. */
export const clicksJson = (fetches: readonly FetchView[]): z.input<typeof clicksOut> => ({
  clicks: fetches.map(({ at, reasons, ...fetch }) => ({
    ...fetch,
    at: iso(at),
    reasons: [...reasons],
  })),
});
