import type { Socket } from 'node:net';

const LINE = Buffer.from('\r\n');
const DOT = Buffer.from('\r\n.\r\n');

/** What a client sends, taken when it is asked for: until then it waits in the socket. Undefined everywhere: the client is gone. */
export class Reader {
  readonly #chunks: AsyncIterator<Buffer>;
  #pending: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#chunks = (socket as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** The next command. */
  async line(): Promise<string | undefined> {
    return (await this.#upTo(LINE))?.toString('utf8');
  }

  /** Resolves when a part of a mail is here, be it its end. */
  async someOfIt(): Promise<boolean> {
    return this.#pending.length > 0 || this.#more();
  }

  /** All of a mail up to its final dot. */
  mail(): Promise<Buffer | undefined> {
    return this.#upTo(DOT);
  }

  /** Listens to nothing more; resolves when the client is gone. */
  async theEnd(): Promise<void> {
    while (await this.#more()) this.#pending = Buffer.alloc(0);
  }

  async #upTo(mark: Buffer): Promise<Buffer | undefined> {
    let from = 0;
    for (;;) {
      const end = this.#pending.indexOf(mark, from);
      if (end >= 0) {
        const part = this.#pending.subarray(0, end);
        this.#pending = this.#pending.subarray(end + mark.length);
        return part;
      }
      from = Math.max(0, this.#pending.length - mark.length);
      if (!(await this.#more())) return undefined;
    }
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next().catch(() => undefined); // whoever was killed hangs up rudely
    if (next === undefined || next.done === true) return false;
    this.#pending = Buffer.concat([this.#pending, next.value]);
    return true;
  }
}
