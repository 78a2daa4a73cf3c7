import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';

const Head = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  messageId: z.string(),
  at: z.string(),
});
/** A received mail, without the mail itself. `at` is an ISO instant; ids grow. */
export type InboxMail = Readonly<z.infer<typeof Head>>;
export type Arrival = Omit<InboxMail, 'id'> & Readonly<{ raw: Buffer }>;
type Place = Readonly<{ mail: InboxMail; offset: number; length: number }>;
type Waiting = Readonly<{ arrival: Arrival; done: () => void; fail: (error: unknown) => void }>;

const NEWLINE = 10;
/** Metadata first: at start only they are parsed. A quote inside of them is escaped, so this is found once. */
const RAW = Buffer.from(',"raw":');
const CHUNK = 4 * 1024 * 1024;

/**
 * Mails in a file, one JSON line each (`raw` holds a byte a character: latin1). Only metadata and places are kept in
 * memory. A last line without its end was never answered with 250; it is cut off when the file is opened again.
 */
export class InboxFile {
  readonly #file: FileHandle;
  readonly #places: Place[] = [];
  #end = 0;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #next = Promise.withResolvers<InboxMail>();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(path: string): Promise<InboxFile> {
    const inbox = new InboxFile(await open(path, 'a+', 0o600));
    await inbox.#readAll();
    return inbox;
  }

  get total(): number {
    return this.#places.length;
  }

  /** Oldest first, from the one after `after` (an id; undefined: from the first). */
  *since(after: string | undefined): Iterable<InboxMail> {
    for (let i = this.#indexOf(after) + 1; i < this.#places.length; i += 1) {
      const place = this.#places[i];
      if (place) yield place.mail;
    }
  }

  /** Newest first, from the one before `before` (an id; undefined: from the last). */
  *latest(before: string | undefined): Iterable<InboxMail> {
    const from = before === undefined ? this.#places.length : this.#indexOf(before);
    for (let i = from - 1; i >= 0; i -= 1) {
      const place = this.#places[i];
      if (place) yield place.mail;
    }
  }

  /** The next mail that comes. */
  next(): Promise<InboxMail> {
    return this.#next.promise;
  }

  /** The mail as it came over the wire. */
  async read(id: string): Promise<{ mail: InboxMail; raw: Buffer } | undefined> {
    const place = this.#places[this.#indexOf(id)];
    if (!place) return undefined;
    const line = Buffer.alloc(place.length);
    await this.#file.read(line, 0, place.length, place.offset);
    const { raw } = z.object({ raw: z.string() }).parse(JSON.parse(line.toString()));
    return { mail: place.mail, raw: Buffer.from(raw, 'latin1') };
  }

  /** Resolves when the mail has been written: from then on it outlives this process. Many at once share a write. */
  async append(arrival: Arrival): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ arrival, done: resolve, fail: reject });
    this.#writing ??= this.#writeWaiting().finally(() => (this.#writing = undefined));
    return promise;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }

  async #writeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const first = this.#places.length + 1;
      const lines = batch.map(({ arrival }, i) => lineOf(`${first + i}`, arrival));
      try {
        await this.#file.appendFile(Buffer.concat(lines));
      } catch (error) {
        for (const { fail } of batch) fail(error);
        continue;
      }
      for (const line of lines) this.#announce(this.#remember(line.subarray(0, -1)));
      for (const { done } of batch) done();
    }
  }

  async #readAll(): Promise<void> {
    let rest: Buffer = Buffer.alloc(0);
    for (let offset = 0; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const { bytesRead } = await this.#file.read(chunk, 0, CHUNK, offset);
      if (bytesRead === 0) break;
      offset += bytesRead;
      rest = this.#takeLines(Buffer.concat([rest, chunk.subarray(0, bytesRead)]));
    }
    if (rest.length > 0) await this.#file.truncate(this.#end);
  }

  #takeLines(text: Buffer): Buffer {
    let from = 0;
    for (let end = text.indexOf(NEWLINE); end >= 0; end = text.indexOf(NEWLINE, from)) {
      this.#remember(text.subarray(from, end));
      from = end + 1;
    }
    return text.subarray(from);
  }

  #announce(mail: InboxMail): void {
    this.#next.resolve(mail);
    this.#next = Promise.withResolvers();
  }

  #remember(line: Buffer): InboxMail {
    const head = line.subarray(0, line.indexOf(RAW)).toString();
    const mail = Head.parse(JSON.parse(`${head}}`));
    this.#places.push({ mail, offset: this.#end, length: line.length });
    this.#end += line.length + 1;
    return mail;
  }

  /** Ids are the lines' numbers. -1 for undefined and for what was never one. */
  #indexOf(id: string | undefined): number {
    const index = Number(id ?? Number.NaN) - 1;
    return Number.isSafeInteger(index) && index >= 0 ? index : -1;
  }
}

function lineOf(id: string, { to, subject, messageId, at, raw }: Arrival): Buffer {
  const mail = { id, to, subject, messageId, at, raw: raw.toString('latin1') };
  return Buffer.from(`${JSON.stringify(mail)}\n`);
}
