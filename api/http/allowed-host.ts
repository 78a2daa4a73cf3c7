import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/** Refuses a foreign Host: a name of someone else's that points here must not reach pages that are open on loopback. */
export function guardHost(allowed: readonly string[]): (request: FastifyRequest) => Promise<void> {
  const hosts = new Set(allowed.map((host) => host.toLowerCase()));
  return async (request) => {
    const host = (request.headers.host ?? '').toLowerCase();
    if (hosts.has(host) || hosts.has(withoutPort(host))) return;
    throw new Problem(
      'wrong-host',
      'This process does not answer to the host in your request. Ask it by the name in PERENNIAL_URL.',
    );
  };
}

const withoutPort = (host: string): string => host.replace(/:\d+$/, '');
