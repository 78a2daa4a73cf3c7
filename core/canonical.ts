/**
 * JSON with sorted keys and without what is undefined: the same value always gives the same text, so its hash can name it.
 * Pure. `JSON.parse` of it is the value again, if the value survives JSON at all.
 */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) => sorted(part));

function sorted(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
