import type { Node } from '../../core/graph/node.ts';
import { SMALL } from './block.ts';
import { INK, OWNERS, paintOf, QUIET } from './palette.ts';
import { r, shapeOf } from './shape.ts';
import { widthOf } from './text.ts';

const node = (kind: Node['kind'], mindset?: Node['mindset']): Node => ({
  id: '',
  kind,
  tag: '',
  title: '',
  lines: [],
  ...(mindset && { mindset }),
});
const SHAPES: readonly (readonly [string, Node])[] = [
  ['way in', node('door')],
  ['educate', node('touch', 'educate')],
  ['convert', node('touch', 'convert')],
  ['series', node('series', 'educate')],
  ['wait', node('waitFor')],
  ['fork, lots', node('branch')],
  ['a person’s task', node('task')],
  ['sales or success', node('offer')],
  ['from anywhere', node('call')],
  ['end', node('end')],
];
const MARK = { width: 34, height: 18 };
const GAP = 22;

type Entry = Readonly<{ width: number; draw: (x: number, y: number) => string }>;

const entry = (text: string, draw: (x: number, y: number) => string): Entry => ({
  width: MARK.width + 8 + widthOf(text, SMALL),
  draw: (x, y) =>
    `${draw(x, y)}<text class="small" x="${r(x + MARK.width + 8)}" y="${r(y + 13)}" fill="${INK}">${text}</text>`,
});
const ENTRIES: readonly Entry[] = SHAPES.map(([text, shown]) =>
  entry(text, (x, y) => shapeOf(shown, { x, y, ...MARK }, paintOf(shown))),
);
const STAGES: readonly Entry[] = Object.entries(OWNERS).map(([owner, { fill, line }]) =>
  entry(
    `a stage of ${owner}`,
    (x, y) =>
      `<rect x="${r(x)}" y="${r(y)}" width="${MARK.width}" height="${MARK.height}" rx="4" fill="${fill}" stroke="${line}" stroke-width="1.5"/>`,
  ),
);
const ROWS = [ENTRIES.slice(0, 5), ENTRIES.slice(5), STAGES];
const rowWidth = (row: readonly Entry[]): number =>
  row.reduce((sum, { width }) => sum + width + GAP, 0);

export const LEGEND_WIDTH = Math.ceil(Math.max(...ROWS.map(rowWidth)));
export const LEGEND_HEIGHT = 24 + ROWS.length * 28;

/** What the shapes and colours mean. Pure. */
export function legend(): string {
  const rows = ROWS.flatMap((row, i) => {
    let x = 0;
    return row.map(({ width, draw }) => {
      const drawn = draw(x, 22 + i * 28);
      x += width + GAP;
      return drawn;
    });
  });
  return `<text x="0" y="10" font-size="12" font-weight="700" fill="${QUIET}">How to read this</text>${rows.join('')}`;
}
