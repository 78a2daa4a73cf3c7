import type { FastifyRequest } from 'fastify';
import { type Fault, Problem } from './problem.ts';

const DEEPEST = 32;

/**
 * Refuses what PostgreSQL cannot keep, before any route looks at it: NUL, half a surrogate pair, endless nesting.
 * Walks without recursion: the nesting is the caller's.
 */
export async function refuseUnstorable(request: FastifyRequest): Promise<void> {
  const faults = [request.params, request.query, request.body].flatMap((part) => unstorable(part));
  if (faults.length > 0)
    throw new Problem('invalid', `The request cannot be kept: ${faults[0]?.what ?? ''}`, {
      faults,
    });
}

type Part = Readonly<{ path: string; value: unknown; depth: number }>;

function unstorable(root: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const todo: Part[] = [{ path: '', value: root, depth: 0 }];
  for (let part = todo.pop(); part !== undefined && faults.length < 10; part = todo.pop()) {
    const what = wrongWith(part.value, part.depth) ?? wrongKey(part.value);
    if (what !== undefined) faults.push({ path: part.path, what });
    else for (const inner of partsOf(part)) todo.push(inner); // one by one: there may be very many
  }
  return faults;
}

const partsOf = ({ path, value, depth }: Part): readonly Part[] =>
  isPlain(value)
    ? Object.entries<unknown>({ ...value }).map(([key, part]) => ({
        path: `${path}/${key}`,
        value: part,
        depth: depth + 1,
      }))
    : [];

const wrongKey = (value: unknown): string | undefined =>
  isPlain(value) && Object.keys(value).some((key) => wrongWith(key, 0) !== undefined)
    ? 'a key holds a character that is no text.'
    : undefined;

function wrongWith(value: unknown, depth: number): string | undefined {
  if (depth > DEEPEST) return `nested more than ${DEEPEST} deep.`;
  if (typeof value !== 'string') return undefined;
  if (value.includes('\0')) return 'a NUL character is no text.';
  return value.isWellFormed() ? undefined : 'half of a surrogate pair is no text.';
}

/** Arrays and objects as JSON makes them; an upload's stream is none of our business. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
