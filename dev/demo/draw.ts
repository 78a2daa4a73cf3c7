import { createHash } from 'node:crypto';

/** Chance that comes out the same each time: a number from 0 up to 1 that belongs to these words. Pure. */
export function draw(...of: readonly (string | number)[]): number {
  const hash = createHash('sha256')
    .update(`perennial demo/${of.join('/')}`)
    .digest();
  return hash.readUInt32BE() / 2 ** 32;
}

/** One of these, by the same chance. Pure. */
export function pick<T>(from: readonly [T, ...T[]], ...of: readonly (string | number)[]): T {
  return from[Math.floor(draw(...of) * from.length)] ?? from[0];
}
