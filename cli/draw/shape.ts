import type { Node } from '../../core/graph/node.ts';
import type { Box } from './layout.ts';
import type { Paint } from './palette.ts';

/** The outline of a node: its shape says the same as its colour, for whoever sees no colour. Pure. */
export function shapeOf(node: Node, box: Box, paint: Paint): string {
  const style = `fill="${paint.fill}" stroke="${paint.line}" stroke-width="1.5"`;
  if (node.mindset === 'convert')
    return `${behind(node, box, style)}<path d="${arrow(box)}" ${style}/>`;
  if (node.kind === 'offer' || node.kind === 'assist')
    return rect(box, 4, style) + rect(inset(box, 4), 2, `fill="none" stroke="${paint.line}"`);
  if (SLANTED.has(node.kind)) return `<path d="${hexagon(box)}" ${style}${dashes(node)}/>`;
  return behind(node, box, style) + rect(box, cornerOf(node, box), style + dashes(node));
}

const SLANTED: ReadonlySet<Node['kind']> = new Set(['branch', 'split', 'call']);

/** What waits, or comes from anywhere, is dashed. */
const dashes = ({ kind }: Node): string =>
  kind === 'waitFor' || kind === 'call' ? ' stroke-dasharray="5 4"' : '';

function cornerOf({ kind }: Node, { height }: Box): number {
  if (kind === 'door' || kind === 'end') return height / 2;
  return kind === 'touch' || kind === 'series' ? 12 : 3;
}

/** Of a series: another sheet behind the first. */
function behind(node: Node, box: Box, style: string): string {
  if (node.kind !== 'series') return '';
  const back = { ...box, x: box.x + 5, y: box.y + 5 };
  return node.mindset === 'convert' ? `<path d="${arrow(back)}" ${style}/>` : rect(back, 12, style);
}

const rect = ({ x, y, width, height }: Box, radius: number, style: string): string =>
  `<rect x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(height)}" rx="${r(radius)}" ${style}/>`;

/** Points on: it asks for a step. */
const arrow = ({ x, y, width, height }: Box): string =>
  `M${r(x)} ${r(y)}H${r(x + width - 14)}L${r(x + width)} ${r(y + height / 2)}L${r(x + width - 14)} ${r(y + height)}H${r(x)}Z`;

const hexagon = ({ x, y, width, height }: Box): string =>
  `M${r(x + 12)} ${r(y)}H${r(x + width - 12)}L${r(x + width)} ${r(y + height / 2)}L${r(x + width - 12)} ${r(y + height)}H${r(x + 12)}L${r(x)} ${r(y + height / 2)}Z`;

const inset = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: width - 2 * by,
  height: height - 2 * by,
});

/** A number as short as it can be without being seen. */
export const r = (value: number): string => String(Math.round(value * 10) / 10);
