import type { FastifyInstance } from 'fastify';

/** A body of a usual size is there within this; ms. */
const BODY_PATIENCE = 60_000;

/**
 * Ends the connection of whoever sends a body of at most `most` bytes more slowly than in `patience` ms: Fastify by itself waits for ever, and
 * anybody may send one. What may be larger is a file, of somebody with a key, and takes as long as it takes.
 */
export function bodyInTime(
  app: FastifyInstance,
  { most, patience = BODY_PATIENCE }: Readonly<{ most: number; patience?: number | undefined }>,
): void {
  app.addHook('onRequest', async ({ raw, headers, routeOptions }) => {
    const hasBody = 'content-length' in headers || 'transfer-encoding' in headers;
    if (!hasBody || (routeOptions.bodyLimit ?? 0) > most) return;
    const timer = setTimeout(() => raw.destroy(), patience).unref();
    raw.once('close', () => clearTimeout(timer));
  });
}
