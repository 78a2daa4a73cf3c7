import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * The first of `count` consecutive loopback ports that nobody listens on. Below the range from which the system hands
 * out ports by itself: there another program could get one between our look and our use.
 */
export async function freePort(count = 1): Promise<number> {
  const base = randomInt(10_000, 32_000);
  const ports = Array.from({ length: count }, (_, more) => base + more);
  const free = await Promise.all(ports.map(isFree));
  return free.every(Boolean) ? base : freePort(count);
}

/** Whether one could listen on this loopback port now. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((answer) => {
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}
