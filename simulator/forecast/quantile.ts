/** The least value that so large a share of all does not exceed; 0 of nothing. Pure. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** The same of values that are counted: value → how often. Pure. */
export function quantileOf(counted: ReadonlyMap<number, number>, share: number): number {
  const sorted = [...counted].toSorted(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= share * all) return value;
  }
  return 0;
}
