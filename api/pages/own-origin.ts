import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.ts';

/** Refuses a form that another site made: a browser names the site itself. The Host has been checked before. */
export function guardOrigin(loopback: boolean): (request: FastifyRequest) => Promise<void> {
  const scheme = loopback ? 'http' : 'https';
  return async (request) => {
    if (SAFE.has(request.method)) return;
    if (request.headers.origin === `${scheme}://${request.headers.host ?? ''}`) return;
    throw new Problem(
      'foreign-origin',
      'This form was not sent from a page of this site, so nothing was done.',
    );
  };
}

const SAFE = new Set(['GET', 'HEAD']);
