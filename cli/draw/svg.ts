import type { Graph } from '../../core/graph/graph-of.ts';
import { escapeHtml } from '../../mail/escape-html.ts';
import { LABEL, SMALL, TAG, TITLE } from './block.ts';
import { curveOf } from './curve.ts';
import { place, type PlacedEdge, type PlacedNode, type PlacedStage } from './layout.ts';
import { legend, LEGEND_HEIGHT, LEGEND_WIDTH } from './legend.ts';
import { CALL, FONT, INK, OWNERS, paintOf, PAPER, QUIET, WAY } from './palette.ts';
import { r, shapeOf } from './shape.ts';

const HEAD = 74;
const MARGIN = 24;

/** What stands above the picture. */
export type Heading = Readonly<{ title: string; version: string; about: string }>;

/** A journey as an SVG that stands alone: no script, no font, nothing to fetch. Pure. */
export function svgOf(graph: Graph, heading: Heading): string {
  const placed = place(graph);
  const width = Math.max(placed.width, LEGEND_WIDTH + 2 * MARGIN);
  const height = HEAD + placed.height + LEGEND_HEIGHT + MARGIN;
  const shift = (width - placed.width) / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${r(width)} ${r(height)}" width="${r(width)}" height="${r(height)}" role="img" aria-labelledby="journey-title" font-family="${FONT}">`,
    `<title id="journey-title">${escapeHtml(`The journey ${heading.title}`)}</title>`,
    `<style>${STYLE}</style>`,
    MARKERS,
    `<rect width="100%" height="100%" fill="${PAPER}"/>`,
    headOf(heading),
    `<g transform="translate(${r(shift)} ${HEAD})">`,
    ...placed.stages.map(stageSvg),
    ...placed.edges.map(edgeSvg),
    ...placed.stages.map(stageName),
    ...placed.nodes.map(nodeSvg),
    ...placed.edges.map(labelSvg),
    '</g>',
    `<g transform="translate(${MARGIN} ${r(HEAD + placed.height)})">${legend()}</g>`,
    '</svg>',
    '',
  ].join('\n');
}

const STYLE = [
  `.tag{font-size:${TAG}px;font-weight:700;letter-spacing:.06em}`,
  `.title{font-size:${TITLE}px;font-weight:600}`,
  `.small{font-size:${SMALL}px}`,
  `.label{font-size:${LABEL}px;fill:${INK}}`,
  `.wait{font-size:${LABEL}px;font-style:italic;fill:${QUIET}}`,
  '.stage{font-size:14px;paint-order:stroke;stroke-width:5px;stroke-linejoin:round}',
].join('');

const MARKERS = `<defs>${[
  ['way', WAY],
  ['call', CALL],
]
  .map(
    ([id, fill]) =>
      `<marker id="${id}-end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 1L9 5L0 9z" fill="${fill}"/></marker>`,
  )
  .join('')}</defs>`;

const headOf = ({ title, version, about }: Heading): string =>
  `<text x="${MARGIN}" y="38" font-size="24" font-weight="700" fill="${INK}">${escapeHtml(title)}</text>` +
  `<text x="${MARGIN}" y="60" font-size="13" fill="${QUIET}">${escapeHtml(`${about} · version ${version}`)}</text>`;

function stageSvg({ stage, box }: PlacedStage): string {
  const { fill, line } = OWNERS[stage.owner];
  return `<rect x="${r(box.x)}" y="${r(box.y)}" width="${r(box.width)}" height="${r(box.height)}" rx="10" fill="${fill}" stroke="${line}"/>`;
}

/** Over the ways, with a rim that keeps them off. */
function stageName({ stage, box }: PlacedStage): string {
  const { fill, ink } = OWNERS[stage.owner];
  return (
    `<text class="stage" x="${r(box.x + 14)}" y="${r(box.y + 22)}" font-weight="700" fill="${ink}" stroke="${fill}">` +
    `${escapeHtml(stage.name)}<tspan font-weight="400" font-size="12"> · ${stage.owner}</tspan></text>`
  );
}

function nodeSvg({ node, block, box }: PlacedNode): string {
  const paint = paintOf(node);
  const x = r(box.x + box.width / 2 - (node.mindset === 'convert' ? 5 : 0));
  const texts = block.lines.map(
    ({ text, y, style }) =>
      `<text class="${style}" x="${x}" y="${r(box.y + y)}" text-anchor="middle" fill="${style === 'tag' || node.kind === 'end' ? paint.ink : INK}">${escapeHtml(text)}</text>`,
  );
  return `<g>${shapeOf(node, box, paint)}${texts.join('')}</g>`;
}

function edgeSvg({ edge, points }: PlacedEdge): string {
  const call = edge.kind === 'call';
  return `<path d="${curveOf(points)}" fill="none" stroke="${call ? CALL : WAY}" stroke-width="1.5"${call ? ' stroke-dasharray="5 4"' : ''} marker-end="url(#${call ? 'call' : 'way'}-end)"/>`;
}

function labelSvg({ label }: PlacedEdge): string {
  if (label === undefined) return '';
  const { box, block } = label;
  const x = r(box.x + box.width / 2);
  return (
    `<g><rect x="${r(box.x)}" y="${r(box.y)}" width="${r(box.width)}" height="${r(box.height)}" rx="4" fill="${PAPER}" fill-opacity=".92"/>` +
    block.lines
      .map(
        ({ text, y, style }) =>
          `<text class="${style === 'wait' ? 'wait' : 'label'}" x="${x}" y="${r(box.y + y)}" text-anchor="middle">${escapeHtml(text)}</text>`,
      )
      .join('') +
    '</g>'
  );
}
