import { z } from 'zod';

const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** The world as anybody with its key sees it: over HTTP and nothing else. */
export class PublicApi {
  readonly #base: string;
  readonly #key: string;
  readonly #signal: AbortSignal;

  constructor(base: string, key: string, signal: AbortSignal) {
    this.#base = base;
    this.#key = key;
    this.#signal = signal;
  }

  /** Throws with what the API says is wrong. */
  async get<T>(path: string, answer: z.ZodType<T>): Promise<T> {
    return answer.parse(JSON.parse(await this.#ask(path, {})));
  }

  async text(path: string): Promise<string> {
    return this.#ask(path, {});
  }

  async post<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const said = await this.#ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.parse(JSON.parse(said));
  }

  /** Posts to a link in a mail, as a mail program does: without any key (RFC 8058). */
  async oneClick(url: string): Promise<void> {
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const answer = await fetch(url, { method: 'POST', body, signal: this.#signal });
    if (!answer.ok) throw new Error(`one-click: ${answer.status}`);
  }

  /** Follows a link in a mail, as a browser does; the page that it leads to is of a site that there is not. */
  async follow(url: string): Promise<void> {
    const headers = { 'user-agent': BROWSER };
    const answer = await fetch(url, { headers, redirect: 'manual', signal: this.#signal });
    await answer.body?.cancel();
    if (answer.status !== 302) throw new Error(`a link: ${answer.status}`);
  }

  async exists(path: string): Promise<boolean> {
    const answer = await this.#fetch(path, {});
    await answer.body?.cancel();
    if (answer.ok || answer.status === 404) return answer.ok;
    throw new Error(`${answer.status}`);
  }

  async #ask(path: string, init: RequestInit): Promise<string> {
    const answer = await this.#fetch(path, init);
    const text = await answer.text();
    if (answer.ok) return text;
    const problem = z.object({ detail: z.string() }).safeParse(JSON.parse(text));
    throw new Error(`${answer.status}: ${problem.data?.detail ?? 'no reason given'}`);
  }

  #fetch(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.#key}`);
    return fetch(`${this.#base}${path}`, { ...init, headers, signal: this.#signal });
  }
}
