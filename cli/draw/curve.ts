import type { Point } from './layout.ts';
import { r } from './shape.ts';

/** A smooth way through the points that the layout found: quadratic pieces from middle to middle. Pure. */
export function curveOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const pieces = rest.slice(0, -1).map((point, i) => {
    const after = rest[i + 1] ?? last;
    const end = i === rest.length - 2 ? last : middle(point, after);
    return `Q${pair(point)} ${pair(end)}`;
  });
  return `M${pair(first)}${pieces.length > 0 ? pieces.join('') : `L${pair(last)}`}`;
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const pair = ({ x, y }: Point): string => `${r(x)} ${r(y)}`;
