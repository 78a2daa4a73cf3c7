import { Readable } from 'node:stream';
import { LET_GO_WITHIN } from '../core/unsure.ts';

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

/**
 * The gate of one sending. An answer that comes after `shut`, or later than `within` ms after the question, opens nothing: whoever finds
 * the row let go counts on it that no slow attempt sends its last bytes after that time. (A process that stops between this look at the
 * clock and its write is the one that slips through; its mail server hangs up on it before the DATA time is over.)
 */
export function createGate(letGo: LetGo, within = LET_GO_WITHIN): Gate {
  let shut = false;
  let passed = false;
  let asked: Promise<boolean> | undefined;
  return {
    async beforeDot() {
      if (shut) throw new Error('The sending is over.');
      const since = clocks();
      asked = letGo();
      if (!(await asked)) throw new Error('The mail was stopped.');
      if (shut) throw new Error('The connection was lost before the last bytes.');
      if (elapsed(since) > within) throw new Error('The answer came too late for the last bytes.');
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

/** One clock does not jump, the other does not stop while the machine sleeps: the longer time is true. */
const clocks = (): readonly [number, number] => [performance.now(), Date.now()];
const elapsed = ([steady, wall]: ReturnType<typeof clocks>): number =>
  Math.max(performance.now() - steady, Date.now() - wall);

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
