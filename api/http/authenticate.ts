import type { FastifyRequest } from 'fastify';
import { knowsApiKey } from '../../store/api-keys.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from './problem.ts';

type Deps = Pick<ApiDeps, 'ctx' | 'world'>;

/** Lets a request pass that carries a Bearer key of this world. Runs before the body is read. */
export function authenticate(deps: Deps): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const [, key] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (key === undefined)
      throw new Problem('missing-key', 'Send the API key: “Authorization: Bearer pk_…”.');
    await checkKey(deps, key);
  };
}

/** Resolves for a key of this world. Throws a Problem that says which world this is. */
export async function checkKey({ ctx, world }: Deps, key: string): Promise<void> {
  const [, other] = /^pk_(.+?)_/.exec(key) ?? [];
  if (other !== undefined && other !== world)
    throw new Problem(
      'key-of-another-world',
      `This is the world “${world}”; the key belongs to “${printable(other)}”.`,
    );
  if (!(await knowsApiKey(ctx, key)))
    throw new Problem('unknown-key', `This is the world “${world}”; it does not know this key.`);
}

const printable = (name: string): string => name.replaceAll(/[^\w-]/g, '?').slice(0, 20);
