import { Readable } from 'node:stream';
import { Problem } from '../http/problem.ts';

/** The stream that an upload came in as. @throws Problem when it is something else, or says that it is not UTF-8. */
export function uploaded(body: unknown, contentType = ''): Readable {
  if (!(body instanceof Readable)) throw notCsv();
  const charset = /;\s*charset="?([^";]+)/i.exec(contentType)?.[1]?.toLowerCase();
  if (charset === undefined || ['utf-8', 'utf8', 'us-ascii'].includes(charset)) return body;
  throw new Problem(
    'not-utf-8',
    `The file is said to be ${charset}. Save it as UTF-8 and send that.`,
  );
}

export const notCsv = (): Problem =>
  new Problem(
    'unsupported-media-type',
    'Send the file itself as text/csv: curl -H "content-type: text/csv" --data-binary @FILE …',
  );

/** What is read of an upload. Who stops reading leaves the connection open: there is an answer to be sent. */
export async function* chunksOf(file: Readable): AsyncGenerator<Buffer> {
  try {
    yield* file.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET')
      throw new Problem('malformed-request', 'The upload broke off. Send the file again.');
    throw error;
  }
}
