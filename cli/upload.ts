import { createReadStream } from 'node:fs';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import type { ImportEvent } from '../api/imports/import-result.ts';
import { headersOf, refused, unreachable } from './api.ts';
import { Mishap } from './mishap.ts';
import type { Stack } from './stack.ts';

type Line = ImportEvent | Readonly<{ kind: 'failed'; detail: string }>;

/**
 * Sends a file and yields what the API says meanwhile. (`fetch` gives an answer only when the whole body is sent.)
 * @throws Mishap when it is refused, or breaks off.
 */
export async function* upload(
  stack: Stack,
  path: string,
  { file, headers }: Readonly<{ file: string; headers: Readonly<Record<string, string>> }>,
): AsyncGenerator<ImportEvent> {
  const answer = await send(stack, path, { file, headers });
  if (answer.statusCode !== 200) throw refused(await text(answer), answer.statusCode ?? 0);
  let done = false;
  for await (const line of createInterface({ input: answer, crlfDelay: Infinity })) {
    const said = JSON.parse(line) as Line; // our own API's, whose words the type is
    if (said.kind === 'failed') throw new Mishap(said.detail);
    done = said.kind === 'done';
    yield said;
  }
  if (!done)
    throw new Mishap('The API broke off. Send the file again: what came already changes nothing.');
}

async function send(
  stack: Stack,
  path: string,
  { file, headers }: Readonly<{ file: string; headers: Readonly<Record<string, string>> }>,
): Promise<IncomingMessage> {
  const url = new URL(`${stack.api}${path}`);
  const request = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, {
    method: 'POST',
    headers: {
      ...headersOf(stack),
      ...headers,
      accept: 'application/x-ndjson',
      'content-type': 'text/csv; charset=utf-8',
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', (error) => reject(unreachable(stack, error)));
  });
  // A refusal comes before all is sent, and ends the sending.
  void pipeline(createReadStream(file), request).catch(() => {});
  return answered;
}
