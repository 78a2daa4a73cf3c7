/** 12345 → '12,345'. Pure. */
export const number = (count: number): string => count.toLocaleString('en');

/** 0.345 → '35 %'; what is not quite nothing is not called so. Pure. */
export function percent(rate: number): string {
  if (rate > 0 && rate < 0.005) return '< 1 %';
  return `${Math.round(100 * rate)} %`;
}
