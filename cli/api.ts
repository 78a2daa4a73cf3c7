import { z } from 'zod';
import { codeOf, Mishap, saidBy } from './mishap.ts';
import type { Stack } from './stack.ts';

/** The HTTP API, for verbs: what it refuses becomes a Mishap with its words. */
export type Api = Readonly<{
  stack: Stack;
  get: <T extends z.ZodType>(path: string, answer: T) => Promise<z.output<T>>;
  post: <T extends z.ZodType>(path: string, body: unknown, answer: T) => Promise<z.output<T>>;
}>;

const problem = z.looseObject({ detail: z.string(), code: z.string().optional() });

export function createApi(stack: Stack): Api {
  const ask = async <T extends z.ZodType>(path: string, init: RequestInit, answer: T) => {
    const response = await fetch(`${stack.api}${path}`, {
      ...init,
      headers: {
        ...headersOf(stack),
        ...(init.body ? { 'content-type': 'application/json' } : {}),
      },
    }).catch((error: unknown) => {
      throw unreachable(stack, error);
    });
    const text = await response.text();
    if (!response.ok) throw refused(text, response.status);
    return answer.parse(JSON.parse(text));
  };
  return {
    stack,
    get: (path, answer) => ask(path, {}, answer),
    post: (path, body, answer) =>
      ask(
        path,
        { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
        answer,
      ),
  };
}

export const headersOf = ({ apiKey }: Stack): Record<string, string> => ({
  authorization: `Bearer ${apiKey}`,
  accept: 'application/json',
});

/** The words of a problem (RFC 9457). */
export function refused(body: string, status: number): Mishap {
  try {
    const said = problem.safeParse(JSON.parse(body));
    if (said.success) return new Mishap(said.data.detail);
  } catch {
    // not our API's words
  }
  return new Mishap(`The API answered ${status}. Is that a Perennial?`);
}

export function unreachable({ api }: Stack, error: unknown): Mishap {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const why = codeOf(cause) === 'ECONNREFUSED' ? 'nothing listens there' : saidBy(cause);
  return new Mishap(`${api} cannot be reached: ${why}. Start it with: npm start`);
}
