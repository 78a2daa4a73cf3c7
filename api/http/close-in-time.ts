import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What a request under way gets to finish once the API closes; ms. */
const GRACE = 5_000;

/**
 * Keeps closing from waiting for connections that have never asked anything: browsers and pools open such ahead, and Node counts them as
 * busy, not as idle, for a minute. One that is in the middle of a request has a while to finish it.
 */
export function closeInTime(app: FastifyInstance): void {
  const silent = new Set<Socket>();
  app.server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }) => silent.delete(socket));
  app.addHook('preClose', async () => {
    for (const socket of silent) socket.destroy();
    setTimeout(() => app.server.closeAllConnections(), GRACE).unref();
  });
}
