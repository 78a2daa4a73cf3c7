import type { FastifyRequest } from 'fastify';
import { type Fault, Problem } from './problem.ts';

const DEEPEST = 32;
const TOLD = 10;

/**
 * Refuses what PostgreSQL cannot keep, before any route looks at it: NUL, half a surrogate pair, endless nesting.
 * Walks without recursion: the nesting is the caller's.
 */
export async function refuseUnstorable(request: FastifyRequest): Promise<void> {
  const faults = [request.params, request.query, request.body].flatMap(unstorable);
  if (faults.length === 0) return;
  const [{ path, what } = { path: '', what: '' }] = faults;
  throw new Problem('invalid', `This cannot be kept: ${path} ${what}`, { faults });
}

/** Where it stands is put into words only for a fault: there may be half a million parts. */
type Part = Readonly<{ value: unknown; depth: number; key: string; of?: Part }>;

function unstorable(root: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const todo: Part[] = [{ value: root, depth: 0, key: '' }];
  for (let part = todo.pop(); part !== undefined && faults.length < TOLD; part = todo.pop()) {
    const what = wrongWith(part) ?? wrongKey(part.value);
    if (what !== undefined) faults.push({ path: pathOf(part), what });
    else if (isPlain(part.value)) addParts(part.value, part, todo);
  }
  return faults;
}

function addParts(value: object, of: Part, todo: Part[]): void {
  for (const [key, inner] of Object.entries<unknown>({ ...value }))
    if (typeof inner === 'string' || typeof inner === 'object')
      todo.push({ value: inner, depth: of.depth + 1, key, of });
}

function wrongWith({ value, depth }: Pick<Part, 'value' | 'depth'>): string | undefined {
  if (depth > DEEPEST) return `is nested more than ${DEEPEST} deep.`;
  if (typeof value !== 'string') return undefined;
  if (value.includes('\0')) return 'holds NUL, which is no text.';
  return value.isWellFormed() ? undefined : 'holds half of a surrogate pair, which is no text.';
}

const wrongKey = (value: unknown): string | undefined =>
  isPlain(value) &&
  !Array.isArray(value) &&
  Object.keys(value).some((key) => wrongWith({ value: key, depth: 0 }) !== undefined)
    ? 'has a key that is no text.'
    : undefined;

const pathOf = ({ key, of }: Part): string => (of === undefined ? '' : `${pathOf(of)}/${key}`);

/** Whatever JSON, queries and forms are made of; an upload's stream is none of our business. */
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(Symbol.asyncIterator in value);
