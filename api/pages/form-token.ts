import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.ts';
import { cookieName, cookieOptions } from './cookies.ts';

const NAME = 'form';

/**
 * The token that a form of this page must bring back. It stands in a cookie too, which no other site can read or set:
 * so it needs no memory, and outlives a restart.
 */
export function formToken(loopback: boolean, request: FastifyRequest, reply: FastifyReply): string {
  const known = request.cookies[cookieName(NAME, loopback)];
  if (known !== undefined && /^[\w-]{43}$/.test(known)) return known;
  const token = randomBytes(32).toString('base64url');
  reply.setCookie(cookieName(NAME, loopback), token, cookieOptions(loopback));
  return token;
}

/** Throws a Problem unless the form brought its token. */
export function checkFormToken(loopback: boolean, request: FastifyRequest, given: string): void {
  const known = Buffer.from(request.cookies[cookieName(NAME, loopback)] ?? '');
  const said = Buffer.from(given);
  if (known.length > 0 && known.length === said.length && timingSafeEqual(known, said)) return;
  throw new Problem('form-expired', 'This form is too old. Go back, load the page again and send it once more.');
}
