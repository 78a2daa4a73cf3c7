import { z } from 'zod';

const count = z.int().min(0);

/** What became of a file's rows: read = new + changed + unchanged + refused. */
const counts = z.object({
  read: count,
  new: count,
  changed: count,
  unchanged: count.meta({ description: 'They say what they said before.' }),
  refused: count.meta({ description: 'Not taken in: see refusals.' }),
  suppressed: count.meta({ description: 'Of those taken in: must not be written to.' }),
  withoutConsent: count.meta({
    description: 'Of those taken in: cannot be written to for want of a consent.',
  }),
});
export type Counts = z.infer<typeof counts>;

/** What became of the people of the file when they were enrolled. */
const enrolled = z.object({
  journey: z.string(),
  enrolled: count,
  already: count,
  suppressed: count,
  withoutConsent: count,
  refused: count,
});
export type Enrolled = z.infer<typeof enrolled>;

export const importResult = counts.extend({
  dryRun: z.boolean().meta({ description: 'Nothing was written.' }),
  refusals: z.array(z.object({ line: z.int(), reason: z.string() })).meta({
    description: 'The first 100. With accept: application/x-ndjson, all, with their cells.',
  }),
  enrolled: enrolled.exactOptional(),
});
export type ImportResult = z.infer<typeof importResult>;

/** The lines of an answer in application/x-ndjson. `done` comes last, or `failed` with a problem. */
export type ImportEvent =
  | Readonly<{ kind: 'columns'; columns: readonly string[] }>
  | Readonly<{ kind: 'refused'; line: number; reason: string; cells: readonly string[] }>
  | (Readonly<{ kind: 'progress'; bytes: number }> & Readonly<Counts>)
  | (Readonly<{ kind: 'enrolling' }> & Readonly<Enrolled>)
  | (Readonly<{ kind: 'done' }> & Readonly<ImportResult>);
