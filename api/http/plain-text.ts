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
    throw new Problem('invalid', `The request cannot be kept: ${faults[0]?.what ?? ''}`, { faults });
}

function unstorable(root: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const todo = [{ path: '', value: root, depth: 0 }];
  for (let item = todo.pop(); item !== undefined && faults.length < 10; item = todo.pop()) {
    const what = wrongWith(item.value, item.depth);
    if (what !== undefined) faults.push({ path: item.path, what });
    else if (isPlain(item.value))
      for (const [key, value] of Object.entries(item.value))
        if (wrongWith(key, 0) === undefined)
          todo.push({ path: `${item.path}/${key}`, value, depth: item.depth + 1 });
        else faults.push({ path: item.path, what: 'a key holds a character that is no text.' });
  }
  return faults;
}

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
