import { Transform } from 'node:stream';
import { callbackify } from 'node:util';

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

/** A stream that passes everything on but the last chunk, which waits for the gate. */
export function holdLast(gate: Pick<Gate, 'beforeDot'>): Transform {
  const release = callbackify(gate.beforeDot);
  let held: Buffer | undefined;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (held !== undefined) this.push(held);
      held = chunk;
      done();
    },
    flush(done) {
      release((error) => done(error, held));
    },
  });
}
