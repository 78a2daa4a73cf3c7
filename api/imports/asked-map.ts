import { ImportMapProblem } from '../../core/import-map-problem.ts';
import type { ImportMap } from '../../core/import-map.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';

/** The project's map of this name, or the one that was sent along as base64url of its JSON. @throws Problem */
export async function askedMap(
  { maps }: ApiDeps,
  name: string,
  own: string | undefined,
): Promise<ImportMap> {
  if (maps === undefined) throw new Problem('unknown-map', 'This project has no import maps.');
  try {
    return own === undefined ? await maps.load(name) : maps.read(jsonOf(own));
  } catch (error) {
    if (error instanceof ImportMapProblem) throw new Problem(error.code, error.message);
    throw error;
  }
}

function jsonOf(own: string): unknown {
  try {
    return JSON.parse(Buffer.from(own, 'base64url').toString('utf8')) as unknown;
  } catch {
    throw new Problem('bad-map', 'The header perennial-import-map is not base64url of JSON.');
  }
}
