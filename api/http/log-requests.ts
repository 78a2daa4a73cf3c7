import type { FastifyInstance } from 'fastify';

/** One line per answered request: no query, no token, no address, no header. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      path: loggedPath(request.url),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (QUIET.has(line.path)) request.log.debug(line, 'answered');
    else request.log.info(line, 'answered');
  });
}

const QUIET = new Set(['/health', '/ready', '/style.css']);
const SECRET = /^\/([uhcpo])\/.+/;

/** The path of a URL without what must not be in a log. Pure. */
export function loggedPath(url: string): string {
  const [path = ''] = url.split('?');
  return path
    .replace(SECRET, '/$1/:token')
    .split('/')
    .map((part) => (/@|%40/i.test(part) ? ':address' : part))
    .join('/')
    .slice(0, 200);
}
