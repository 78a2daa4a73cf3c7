import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiDeps, App } from '../deps.ts';
import { checkKey } from '../http/authenticate.ts';
import { Problem } from '../http/problem.ts';
import { cookieName, cookieOptions } from './cookies.ts';
import { formToken } from './form-token.ts';
import type { Pages } from './render.ts';

const HALF_A_DAY = 12 * 60 * 60;

/** Pages are open on loopback; elsewhere a browser shows the key it was given at /login. */
export function guardSession(
  deps: ApiDeps,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (request, reply) => {
    if (deps.loopback || (await keyIsKnown(deps, request))) return;
    if (request.method !== 'GET') throw new Problem('login-needed', 'Log in first.');
    await reply.redirect(`/login?next=${encodeURIComponent(request.url)}`, 303);
  };
}

async function keyIsKnown(deps: ApiDeps, request: FastifyRequest): Promise<boolean> {
  const key = request.cookies[cookieName('key', deps.loopback)];
  if (key === undefined) return false;
  return checkKey(deps, key).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Problem) return false;
      throw error;
    },
  );
}

const loginForm = z.object({
  key: z.string().trim().max(500),
  next: z.string().default('/'),
  form_token: z.string(),
});

/** Login and logout. Registered where no session is needed. */
export function sessionRoutes(app: App, deps: ApiDeps, pages: Pages): void {
  const { loopback } = deps;
  const schema = { hide: true };
  app.get(
    '/login',
    { schema: { ...schema, querystring: z.object({ next: z.string().default('/') }) } },
    async (request, reply) =>
      pages.send(reply, 'login', {
        title: 'Log in',
        bare: true,
        next: ownPath(request.query.next),
        token: formToken(loopback, request, reply),
        world: deps.world,
        said: null,
      }),
  );
  app.post('/login', { schema: { ...schema, body: loginForm } }, async (request, reply) => {
    const { key, next, form_token } = request.body;
    const said = await refusal(deps, key);
    if (said === undefined)
      return reply
        .setCookie(cookieName('key', loopback), key, {
          ...cookieOptions(loopback),
          maxAge: HALF_A_DAY,
        })
        .redirect(ownPath(next), 303);
    const model = {
      title: 'Log in',
      bare: true as const,
      next: ownPath(next),
      token: form_token,
      world: deps.world,
      said,
    };
    return pages.send(reply.code(401), 'login', model);
  });
  app.post('/logout', { schema }, async (_request, reply) =>
    reply.clearCookie(cookieName('key', loopback), cookieOptions(loopback)).redirect('/login', 303),
  );
}

/** Why a key does not fit; undefined when it does. */
async function refusal(deps: ApiDeps, key: string): Promise<string | undefined> {
  return checkKey(deps, key).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Problem) return error.message;
      throw error;
    },
  );
}

/** Where to go after the login: only to a path of ours, without the blanks that browsers drop. */
const ownPath = (next: string): string => (/^\/(?![/\\])[!-~]*$/.test(next) ? next : '/');
