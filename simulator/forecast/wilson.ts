/** A share of so many, with the interval in which the true one lies with 95 %. */
export type Rate = Readonly<{ of: number; n: number; share: number; low: number; high: number }>;

const Z = 1.959_963_984_540_054;

/** Wilson's interval: it holds for few and for shares near 0 and 1, too. Undefined of nothing. Pure. */
export function rateOf(of: number, n: number): Rate | undefined {
  if (n === 0) return undefined;
  const share = of / n;
  const square = Z ** 2 / n;
  const middle = (share + square / 2) / (1 + square);
  const wide = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / n + square / (4 * n));
  return { of, n, share, low: Math.max(0, middle - wide), high: Math.min(1, middle + wide) };
}

/** Too few to tell anything by: shown, but greyed. */
export const isFew = ({ n }: Pick<Rate, 'n'>): boolean => n < 30;
