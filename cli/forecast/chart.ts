import { civilOf, dayOf } from '../../core/calendar/day.ts';

/** Shapes are drawn on a field of this size, which the page stretches; words stand beside it, so that they keep theirs. */
const [WIDTH, HEIGHT] = [1000, 100];
/** More points than this nobody sees. */
const POINTS = 400;

export type Series = Readonly<{ id: string; values: readonly number[] }>;
export type Shape = Readonly<{ id: string; path: string }>;
/** A word beside the field, at so many percent of its way. */
export type Mark = Readonly<{ at: number; says: string }>;

/** Areas one on the other, the first at the bottom; `most`: what the height stands for. Pure. */
export function stacked(series: readonly Series[], most: number): readonly Shape[] {
  const length = series[0]?.values.length ?? 0;
  const days = pointsOf(length);
  let below = days.map(() => 0);
  return series.map(({ id, values }) => {
    const above = below.map((value, i) => value + (values[days[i] ?? 0] ?? 0));
    const edge = edgesOf(days, { length, most });
    const path = `M${edge(above).join('L')}L${edge(below).toReversed().join('L')}Z`;
    below = above;
    return { id, path };
  });
}

const edgesOf =
  (days: readonly number[], { length, most }: Readonly<{ length: number; most: number }>) =>
  (heights: readonly number[]): readonly string[] =>
    heights.map((height, i) => `${x(days[i] ?? 0, length)} ${y(height, most)}`);

function pointsOf(length: number): readonly number[] {
  const every = Math.max(1, Math.ceil(length / POINTS));
  const days = Array.from({ length: Math.ceil(length / every) }, (_, i) => i * every);
  return days.at(-1) === length - 1 || length === 0 ? days : [...days, length - 1];
}

const x = (i: number, length: number): number => round((i / Math.max(1, length - 1)) * WIDTH);
const y = (value: number, most: number): number => round(HEIGHT - (value / most) * HEIGHT);
const round = (value: number): number => Number(value.toFixed(2));

export type Bar = Readonly<{
  x: number;
  y: number;
  width: number;
  height: number;
  says: string;
  isOver: boolean;
}>;

/** A bar for each value; those over `limit` are marked. Pure. */
export function barsOf(
  values: readonly number[],
  {
    most,
    limit = Infinity,
    says,
  }: Readonly<{ most: number; limit?: number; says: (i: number) => string }>,
): readonly Bar[] {
  const width = WIDTH / Math.max(1, values.length);
  return values.map((value, i) => ({
    x: round(i * width + width * 0.1),
    width: round(width * 0.8),
    y: y(value, most),
    height: round((value / most) * HEIGHT),
    says: says(i),
    isOver: value > limit,
  }));
}

/** Where a value lies on the field, from the top. Pure. */
export const levelOf = (value: number, most: number): number => y(value, most);

/** A round number that is as much or more, with a round half. Pure. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return (
    [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10].map((times) => times * power).find((one) => one >= value) ??
    value
  );
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The first of each month, thinned out where they are many; a year where it begins. Pure. */
export function monthMarks(from: string, days: number): readonly Mark[] {
  const first = dayOf(from) ?? 0;
  const firsts = Array.from({ length: days }, (_, i) => i).filter(
    (i) => civilOf(first + i).date === 1,
  );
  const every = Math.ceil(firsts.length / 12);
  return firsts
    .filter((_, i) => i % every === 0)
    .map((i, n) => {
      const { month, year } = civilOf(first + i);
      const name = MONTHS[month - 1] ?? '';
      return {
        at: round((i / days) * 100),
        says: n === 0 || month === 1 ? `${name} ${year}` : name,
      };
    });
}
