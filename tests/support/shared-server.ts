/** A server that several vitest projects use; the last one to leave stops it. */
export class SharedServer<T extends { stop(): Promise<void> }> {
  #users = 0;
  #server: Promise<T> | undefined;
  readonly #start: () => Promise<T>;

  constructor(start: () => Promise<T>) {
    this.#start = start;
  }

  async join(): Promise<T> {
    this.#users += 1;
    return (this.#server ??= this.#start());
  }

  async leave(): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0 || !this.#server) return;
    await (await this.#server).stop();
    this.#server = undefined;
  }
}
