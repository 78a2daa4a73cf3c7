import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { cookieName, cookieOptions } from './cookies.ts';

const NAME = 'form';
const carried = z.object({ form_token: z.string() });

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

/** Refuses a form that does not bring its token. Runs once the body is read. */
export function guardForm(loopback: boolean): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    if (request.method !== 'POST') return;
    const known = Buffer.from(request.cookies[cookieName(NAME, loopback)] ?? '');
    const said = Buffer.from(carried.safeParse(request.body).data?.form_token ?? '');
    if (known.length > 0 && known.length === said.length && timingSafeEqual(known, said)) return;
    throw new Problem(
      'form-expired',
      'This form is too old. Go back, load the page again and send it once more.',
    );
  };
}
