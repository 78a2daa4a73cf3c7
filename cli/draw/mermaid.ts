import { type Edge, edgeLines, type Graph } from '../../core/graph/graph-of.ts';
import type { Node } from '../../core/graph/node.ts';
import { OWNERS, type Paint, paintOf } from './palette.ts';

/** A journey as a Mermaid flowchart, for wherever Markdown is read. Pure. */
export function mermaidOf(graph: Graph): string {
  const ids = new Map(graph.nodes.map(({ id }, i) => [id, `n${i + 1}`]));
  const line = (node: Node): string => `${ids.get(node.id)}${shaped(node)}:::${classOf(node)}`;
  const loose = graph.nodes.filter(({ stage }) => stage === undefined);
  return [
    'flowchart TB',
    ...loose.map((node) => `  ${line(node)}`),
    ...graph.stages.flatMap(({ name, owner }, i) => [
      `  subgraph s${i + 1}["${text(`${name} · ${owner}`)}"]`,
      ...graph.nodes.filter(({ stage }) => stage === name).map((node) => `    ${line(node)}`),
      '  end',
    ]),
    ...graph.edges.map((edge) => `  ${ids.get(edge.from)} ${arrow(edge)} ${ids.get(edge.to)}`),
    ...classes(graph),
    ...graph.stages.map(({ owner }, i) => `  style s${i + 1} ${paint(OWNERS[owner])}`),
    '',
  ].join('\n');
}

function arrow(edge: Edge): string {
  const line = edge.kind === 'call' ? '-.->' : '-->';
  const said = edgeLines(edge);
  return said.length === 0 ? line : `${line}|"${text(said.join(BREAK))}"|`;
}

const BREAK = '\n';

/** Words within quotes: what Mermaid or Markdown would read otherwise is spelt as an entity. */
const text = (said: string): string =>
  said
    .replaceAll(/[#&"<>`\\*_[\]{}|]/g, (letter) => `#${letter.codePointAt(0)};`)
    .replaceAll(BREAK, '<br/>');

function shaped({ kind, mindset, tag, title, lines }: Node): string {
  const [open, close] = mindset === 'convert' ? [`>`, ']'] : SHAPES[kind];
  const said = [...(kind === 'end' ? [] : [tag.toUpperCase()]), title, ...lines];
  return `${open}"${text(said.join(BREAK))}"${close}`;
}

const SHAPES: Readonly<Record<Node['kind'], readonly [string, string]>> = {
  touch: ['(', ')'],
  series: ['(', ')'],
  waitFor: ['[/', '/]'],
  branch: ['{{', '}}'],
  split: ['{{', '}}'],
  task: ['[', ']'],
  offer: ['[[', ']]'],
  assist: ['[[', ']]'],
  end: ['([', '])'],
  door: ['([', '])'],
  call: ['{{', '}}'],
};

const classOf = ({ kind, mindset }: Node): string => mindset ?? `is-${kind}`;

const classes = ({ nodes }: Graph): readonly string[] => [
  ...new Set(nodes.map((node) => `  classDef ${classOf(node)} ${paint(paintOf(node))}`)),
];
const paint = ({ fill, line, ink }: Paint): string => `fill:${fill},stroke:${line},color:${ink}`;
