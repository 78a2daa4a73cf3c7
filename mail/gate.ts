import { Readable } from 'node:stream';

/** Asked just before the last bytes: true commits that the mail leaves, false stops it. */
export type LetGo = () => Promise<boolean>;

/** How far one sending got. */
export type Gate = Readonly<{
  /** Holds the last bytes until it resolves; rejects to stop them. */
  beforeDot: () => Promise<void>;
  /**
   * Closes the gate for good and says how it went, once that is known: a question under way is waited for.
   * Throws what `letGo` threw: then nobody knows what was committed, but nothing was sent.
   */
  shut: () => Promise<'unasked' | 'refused' | 'too-late' | 'passed'>;
}>;

/** The gate of one sending. An answer that comes after `shut` opens nothing. */
export function createGate(letGo: LetGo): Gate {
  let shut = false;
  let passed = false;
  let asked: Promise<boolean> | undefined;
  return {
    async beforeDot() {
      if (shut) throw new Error('The sending is over.');
      asked = letGo();
      if (!(await asked)) throw new Error('The mail was stopped.');
      if (shut) throw new Error('The connection was lost before the last bytes.');
      passed = true;
    },
    async shut() {
      shut = true;
      if (asked === undefined) return 'unasked';
      if (!(await asked)) return 'refused';
      return passed ? 'passed' : 'too-late';
    },
  };
}

/**
 * A stream that passes everything on but the last chunk, which waits for the gate.
 * It takes nothing before somebody reads, and nodemailer reads once the server has said 354: a pipe through a Transform would run ahead and
 * ask the gate while the recipient may still be refused.
 */
export const holdLast = (source: Readable, gate: Pick<Gate, 'beforeDot'>): Readable =>
  Readable.from(chunksOf(source, gate), { objectMode: false, highWaterMark: 1 });

async function* chunksOf(
  source: Readable,
  gate: Pick<Gate, 'beforeDot'>,
): AsyncGenerator<Buffer, void> {
  let held: Buffer | undefined;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    if (held !== undefined) yield held;
    held = chunk;
  }
  await gate.beforeDot();
  if (held !== undefined) yield held;
}
