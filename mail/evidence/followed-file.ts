import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Told of a log, in order. */
export type Reader = Readonly<{
  /** A whole line, without its end. */
  line(text: string): void;
  /** Lines before this one were lost. */
  gap(): void;
  /** Another file begins. */
  next(): void;
}>;

const CHUNK = 256 * 1024;
const PACKED = /\.(gz|xz|bz2|zst|lz4)$/;

/**
 * A log that grows and is rotated. Each look reads what came since; the first one also the file before, where it is not packed. A last line
 * without its end is left for the next look. A file that was renamed is read to its end before the new one is begun, as long as this
 * process has it open; where it was rotated twice meanwhile, or truncated in place (copytruncate), lines may be lost, and that is said.
 */
export class FollowedFile {
  readonly #path: string;
  readonly #reader: Reader;
  #file: FileHandle | undefined;
  #offset = 0;
  /** The beginning of a line that has no end yet. */
  #torn: Buffer = Buffer.alloc(0);

  constructor(path: string, reader: Reader) {
    this.#path = path;
    this.#reader = reader;
  }

  /** Reads all that is new. Throws where it cannot be read; whoever calls again goes on where it was. Never twice at once. */
  async update(): Promise<void> {
    if (this.#file === undefined) await this.#begin();
    for (;;) {
      await this.#readOn();
      if (!(await this.#isFollowed())) return;
      await this.#readOn(); // what was written while we looked
      const read = await this.#file?.stat();
      await this.#file?.close();
      this.#file = undefined;
      await this.#begin(read?.ino);
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#continue(undefined);
  }

  /** `read`: the file that was read to its end, where there is one. */
  async #begin(read?: number): Promise<void> {
    const file = await open(this.#path, 'r');
    try {
      const before = await this.#fileBefore();
      if (read !== undefined && before?.ino !== read) this.#reader.gap();
      if (before !== undefined && before.ino !== read) await this.#readWhole(before.path);
    } catch (error) {
      await file.close();
      throw error;
    }
    this.#reader.next();
    this.#continue(file);
  }

  #continue(file: FileHandle | undefined): void {
    this.#file = file;
    this.#offset = 0;
    this.#torn = Buffer.alloc(0);
  }

  /** The newest file whose name begins with this one's: mail.log.1, maillog-20261125. */
  async #fileBefore(): Promise<Readonly<{ path: string; ino: number }> | undefined> {
    const dir = dirname(this.#path);
    const name = basename(this.#path);
    const names = (await readdir(dir)).filter(
      (one) => one.startsWith(name) && /^[.-]/.test(one.slice(name.length)) && !PACKED.test(one),
    );
    const all = await Promise.all(
      names.map(async (one) => ({ path: join(dir, one), ...(await aged(join(dir, one))) })),
    );
    return all.toSorted((a, b) => b.at - a.at)[0];
  }

  async #readWhole(path: string): Promise<void> {
    const file = await open(path, 'r');
    this.#continue(file);
    try {
      await this.#readOn();
    } finally {
      await file.close();
      this.#continue(undefined);
    }
  }

  async #readOn(): Promise<void> {
    const file = this.#file;
    if (file === undefined) return;
    if ((await file.stat()).size < this.#offset) {
      this.#offset = 0;
      this.#torn = Buffer.alloc(0);
      this.#reader.gap();
    }
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const { bytesRead } = await file.read(chunk, 0, CHUNK, this.#offset);
      if (bytesRead === 0) return;
      this.#offset += bytesRead;
      this.#lines(Buffer.concat([this.#torn, chunk.subarray(0, bytesRead)]));
    }
  }

  #lines(text: Buffer): void {
    let from = 0;
    for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, from)) {
      this.#reader.line(text.toString('latin1', from, end));
      from = end + 1;
    }
    this.#torn = text.subarray(from);
  }

  /** Whether another file has its name, and something is in it: only then nobody writes to this one any more. */
  async #isFollowed(): Promise<boolean> {
    const [ours, now] = await Promise.all([
      this.#file?.stat(),
      stat(this.#path).catch(() => undefined), // renamed, and nobody has made a new one yet
    ]);
    if (ours === undefined || now === undefined) return false;
    return (ours.ino !== now.ino || ours.dev !== now.dev) && now.size > 0;
  }
}

const aged = async (path: string): Promise<{ ino: number; at: number }> => {
  const { ino, mtimeMs } = await stat(path);
  return { ino, at: mtimeMs };
};
