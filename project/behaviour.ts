import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { z } from 'zod';
import type { Finding } from '../core/check/finding.ts';
import { type ForecastFile, forecastSchema } from './forecast-schema.ts';

export type BehaviourFile = Readonly<ForecastFile>;
/** What came of reading a behaviour model. */
export type ReadBehaviour =
  | Readonly<{ behaviour: BehaviourFile; findings?: undefined }>
  | Readonly<{ behaviour?: undefined; findings: readonly Finding[] }>;

/** Where a project has its model, unless somebody says another. */
export const FORECAST_FILE = 'forecast.json';

/** Reads a model, which must be there. What is wrong with the file is told, not thrown; what it names is not looked at. */
export async function readBehaviour(dir: string, path: string): Promise<ReadBehaviour> {
  const file = relative(dir, path);
  const text = await readFile(path, 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const what = `This is no JSON: ${error instanceof Error ? error.message : ''}`;
    return { findings: [{ code: 'F001', file, path: '', what, mend: 'Mend the JSON.' }] };
  }
  const parsed = forecastSchema.safeParse(json);
  if (!parsed.success)
    return { findings: parsed.error.issues.map((issue) => misshapen(file, issue)) };
  const { $schema: _, ...behaviour } = parsed.data;
  return { behaviour };
}

const misshapen = (file: string, { path, message }: z.core.$ZodIssue): Finding => ({
  code: 'F001',
  file,
  path: path.map(String).join('.'),
  what: `${path.length === 0 ? 'The model' : path.map(String).join('.')}: ${message}.`,
  mend: 'A model has starts and arrivals; and may have about, everyone, segments, market, leadsTo, mails, sales, tasks. The forecast.json of the sample has them all.',
});
