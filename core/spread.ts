/**
 * Our one 32-bit hash, unsigned: FNV-1a, whose bits murmur3's finaliser then mixes. Experiments draw by it and windows spread by it, so it
 * must never change. Say what it is for in the text (`${test}:${id}`), and different purposes are independent. Pure.
 */
export function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The arm that `key` draws: shares are relative to each other, one of none or less is never drawn. '' where no arm has a share. Pure. */
export function drawArm(key: string, arms: Readonly<Record<string, number>>): string {
  const shares = Object.entries(arms)
    .filter(([, share]) => share > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  let left = (spread(key) / 2 ** 32) * shares.reduce((sum, [, share]) => sum + share, 0);
  for (const [arm, share] of shares) {
    if (left < share) return arm;
    left -= share;
  }
  return shares.at(-1)?.[0] ?? '';
}
