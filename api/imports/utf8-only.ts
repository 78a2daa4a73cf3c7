import { isUtf8 } from 'node:buffer';
import { Problem } from '../http/problem.ts';

/**
 * Passes a stream's bytes on, as long as they are UTF-8.
 * @throws Problem `not-utf-8` with the line, `body-too-large` beyond `atMost` bytes.
 */
export async function* utf8Only(
  source: AsyncIterable<Buffer>,
  atMost: number,
): AsyncGenerator<Buffer> {
  let carried = Buffer.alloc(0);
  let lines = 1;
  let bytes = 0;
  for await (const chunk of source) {
    if (bytes === 0) refuseUtf16(chunk);
    bytes += chunk.length;
    if (bytes > atMost) throw new Problem('body-too-large', tooLarge(atMost));
    const all = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const whole = all.subarray(0, all.length - unfinished(all));
    if (!isUtf8(whole)) throw notUtf8(lines + firstBadLine(whole));
    lines += count(whole);
    carried = Buffer.from(all.subarray(whole.length));
    if (whole.length > 0) yield whole;
  }
  if (carried.length > 0) throw notUtf8(lines);
}

/** How many bytes at the end begin a letter that the next chunk finishes. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthOfLetter(byte) > back ? back : 0;
  }
  return 0;
}

function lengthOfLetter(first: number): number {
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}

/** A newline never stands inside a letter, so what comes before one can be judged alone. */
function firstBadLine(bytes: Buffer): number {
  let line = 0;
  let end = bytes.indexOf(10);
  while (end >= 0 && isUtf8(bytes.subarray(0, end))) {
    line += 1;
    end = bytes.indexOf(10, end + 1);
  }
  return line;
}

function count(bytes: Buffer): number {
  let newlines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) newlines += 1;
  return newlines;
}

function refuseUtf16(chunk: Buffer): void {
  const mark = chunk.subarray(0, 2).toString('latin1');
  const evens = [chunk[0], chunk[2]].includes(0);
  const odds = [chunk[1], chunk[3]].includes(0);
  if (mark === '\xff\xfe' || mark === '\xfe\xff' || evens || odds)
    throw new Problem(
      'not-utf-8',
      'This file is UTF-16. Save it as UTF-8 (in Excel: “CSV UTF-8”) and send it again.',
    );
}

const notUtf8 = (line: number): Problem =>
  new Problem(
    'not-utf-8',
    `Line ${line} is not UTF-8. Save the file as UTF-8 (in Excel: “CSV UTF-8”) and send it again.`,
  );

const tooLarge = (atMost: number): string =>
  `The file is larger than ${Math.round(atMost / 1e6)} MB. Split it and send the parts: rows that came already change nothing.`;
