import { type Edge, edgeLines } from '../../core/graph/graph-of.ts';
import type { Node } from '../../core/graph/node.ts';
import { widthOf, wrap } from './text.ts';

export const TAG = 10.5;
export const TITLE = 14;
export const SMALL = 12;
export const LABEL = 12;
export const STAGE = 14;

/** One line of text within a box: `y` is its baseline, from the top. */
export type Line = Readonly<{ text: string; y: number; style: 'tag' | 'title' | 'small' | 'wait' }>;
/** Lines, and the box that holds them. */
export type Block = Readonly<{ width: number; height: number; lines: readonly Line[] }>;

const MOST = 230;
const PAD = { x: 16, y: 10 };
const STEP = { tag: 15, title: 19, small: 16, wait: 16 };
const SIZE = { tag: TAG, title: TITLE, small: SMALL, wait: SMALL };

/** What stands in the box of a node, and how large that makes it. Pure. */
export function blockOf(node: Node): Block {
  const slanted = node.kind === 'branch' || node.mindset === 'convert' || node.kind === 'call';
  return laid(
    [
      ...(node.kind === 'end' ? [] : [{ text: spaced(node.tag), style: 'tag' as const }]),
      ...wrap(node.title, TITLE, MOST).map((text) => ({ text, style: titleOf(node) })),
      ...node.lines.flatMap((line) =>
        wrap(line, SMALL, MOST).map((text) => ({ text, style: 'small' as const })),
      ),
    ],
    { x: PAD.x + (slanted ? 12 : 0), y: PAD.y },
  );
}

const titleOf = ({ kind }: Node): Line['style'] =>
  kind === 'door' || kind === 'call' ? 'small' : 'title';
const spaced = (tag: string): string => tag.toUpperCase();

function laid(said: readonly Omit<Line, 'y'>[], pad: Readonly<{ x: number; y: number }>): Block {
  let y = pad.y;
  const lines = said.map((line): Line => {
    y += STEP[line.style];
    return { ...line, y: y - 4 };
  });
  const widths = said.map(({ text, style }) =>
    style === 'tag'
      ? widthOf(text, TAG, true) + text.length
      : widthOf(text, SIZE[style], style === 'title'),
  );
  return { width: Math.ceil(Math.max(44, ...widths) + 2 * pad.x), height: y + pad.y, lines };
}

/** What is written on a way, and the room it takes. Pure. */
export function labelOf(edge: Edge): Block {
  const lines = edgeLines(edge).flatMap((said) =>
    wrap(said, LABEL, 190).map((text) => ({ text, style: styleOf(said, edge) })),
  );
  if (lines.length === 0) return { width: 0, height: 0, lines: [] };
  return {
    width: Math.ceil(Math.max(...lines.map(({ text }) => widthOf(text, LABEL))) + 16),
    height: lines.length * 15 + 6,
    lines: lines.map((line, i) => ({ ...line, y: i * 15 + 14 })),
  };
}
const styleOf = (said: string, { wait }: Edge): Line['style'] => (said === wait ? 'wait' : 'small');
