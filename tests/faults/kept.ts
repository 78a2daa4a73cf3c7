import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { type Arrived, headersOf } from '../support/test-inbox.ts';

/** A whole mail that came: everything up to its final dot. */
export type Copy = Arrived & Readonly<{ date: string; sha256: string; kept: boolean }>;

/**
 * What a mail server took, and what it saw the end of without taking it. A mail is in the file before anybody is told that it was taken.
 */
export class Kept {
  /** Taken, in order. */
  readonly mails: Copy[] = [];
  /** Every whole mail, taken or not. */
  readonly copies: Copy[] = [];
  readonly #file: number;
  readonly #refusals = new Map<string, number>();
  readonly #riddles = new Map<string, number>();
  /** Whose address was said not to exist. */
  readonly gone = new Set<string>();

  /** `path` is made anew. */
  constructor(path: string) {
    this.#file = openSync(path, 'w', 0o600);
  }

  /** Writes it down; on return it outlives this process. */
  saw(to: string, bytes: Buffer, kept: boolean): void {
    const text = bytes.toString('utf8');
    const copy = {
      to,
      ...headersOf(text),
      date: /^Date: (.*)$/m.exec(text)?.[1]?.trim() ?? '',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      at: Date.now(),
      kept,
    };
    writeSync(this.#file, `${JSON.stringify(copy)}\n`);
    this.copies.push(copy);
    if (kept) this.mails.push(copy);
  }

  /** A mail to them was refused for good. */
  saidNo(to: string): void {
    this.#refusals.set(to, this.refusals(to) + 1);
  }

  refusals(to: string): number {
    return this.#refusals.get(to) ?? 0;
  }

  /** With their mail under way or through, nothing was said that means anything. */
  saidNothing(to: string): void {
    this.#riddles.set(to, this.riddles(to) + 1);
  }

  riddles(to: string): number {
    return this.#riddles.get(to) ?? 0;
  }

  close(): void {
    closeSync(this.#file);
  }
}
