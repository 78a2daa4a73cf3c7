import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Problem } from '../http/problem.ts';
import type { ImportEvent, ImportResult } from './import-result.ts';

type Tell = (event: ImportEvent) => Promise<void>;

/**
 * Answers with a line of JSON per event, as they happen: the status is sent with the first, so what goes wrong before
 * it is an ordinary problem, and what goes wrong later is the last line.
 */
export async function sendLines(
  reply: FastifyReply,
  run: (tell: Tell) => Promise<ImportResult>,
): Promise<FastifyReply> {
  const lines = new PassThrough();
  lines.on('error', () => {}); // whoever listened is gone; the next write says so
  const begun = Promise.withResolvers<void>();
  const write = async (line: object): Promise<void> => {
    if (lines.destroyed) throw new Problem('malformed-request', 'Nobody listens any more.');
    if (!lines.write(`${JSON.stringify(line)}\n`))
      await Promise.race([once(lines, 'drain'), once(lines, 'close')]);
  };
  const tell: Tell = (event) => {
    begun.resolve();
    return write(event);
  };
  const ended = run(tell).then(
    (result) => write({ kind: 'done', ...result }),
    (error: unknown) => {
      begun.reject(error);
      return write({ kind: 'failed', ...problemOf(error, reply).body() });
    },
  );
  void ended.catch(() => {}).finally(() => lines.end());
  await begun.promise;
  return reply.type('application/x-ndjson; charset=utf-8').send(lines);
}

function problemOf(error: unknown, reply: FastifyReply): Problem {
  if (error instanceof Problem) return error;
  reply.log.error({ err: error }, 'an import failed');
  return new Problem(
    'internal',
    'Something went wrong here, not in your file. What came before is kept: send the file again.',
  );
}
