import type { Edge, Graph } from '../../core/graph/graph-of.ts';
import type { Node } from '../../core/graph/node.ts';
import { type Block, blockOf, labelOf, STAGE } from './block.ts';
import { emptyPaper, layout, type Paper, type Way } from './paper.ts';
import { widthOf } from './text.ts';

export type Point = Readonly<{ x: number; y: number }>;
export type Box = Point & Readonly<{ width: number; height: number }>;
export type PlacedNode = Readonly<{ node: Node; block: Block; box: Box }>;
export type PlacedEdge = Readonly<{
  edge: Edge;
  points: readonly Point[];
  label?: Readonly<{ block: Block; box: Box }>;
}>;
export type PlacedStage = Readonly<{ stage: Graph['stages'][number]; box: Box }>;
/** A graph on paper; every box by its left upper corner. */
export type Placed = Readonly<{
  width: number;
  height: number;
  stages: readonly PlacedStage[];
  nodes: readonly PlacedNode[];
  edges: readonly PlacedEdge[];
}>;

/** Room for a stage's name above its steps. */
const HEAD = 26;

type Order = ReadonlyMap<string, number>;

/** Says where on the paper everything stands: stages as clusters, time downwards. The same graph, the same paper. */
export function place(graph: Graph): Placed {
  const paper = emptyPaper();
  paper.setGraph({
    rankdir: 'TB',
    nodesep: 40,
    edgesep: 16,
    ranksep: 34,
    marginx: 24,
    marginy: 24,
  });
  const blocks = new Map(graph.nodes.map((node) => [node.id, blockOf(node)]));
  for (const { name } of graph.stages) paper.setNode(cluster(name), {});
  for (const { id, stage } of graph.nodes) {
    const { width = 0, height = 0 } = blocks.get(id) ?? {};
    paper.setNode(id, { width, height });
    if (stage !== undefined) paper.setParent(id, cluster(stage));
  }
  const order = readingOrder(graph);
  for (const edge of graph.edges) lay(paper, edge, order);
  layout(paper);
  return placedOn(paper, graph, blocks);
}

const cluster = (stage: string): string => `stage:${stage}`;

/** Ways in first, then the stages in their order: what leads back against it is laid the other way around, so that all else goes down. */
function readingOrder({ stages, nodes }: Graph): Order {
  const rank = new Map(stages.map(({ name }, i) => [name, i]));
  const keyed = nodes.map((node, i) => ({
    id: node.id,
    key:
      node.kind === 'end' ? Infinity : node.stage === undefined ? -1 : (rank.get(node.stage) ?? 0),
    i,
  }));
  const sorted = keyed.toSorted((a, b) => (a.key === b.key ? a.i - b.i : a.key - b.key));
  return new Map(sorted.map(({ id }, i) => [id, i]));
}

const leadsBack = ({ from, to }: Edge, order: Order): boolean =>
  (order.get(to) ?? 0) < (order.get(from) ?? 0);

/** What leads back is laid from its end to its start. */
const wayOf = (edge: Edge, order: Order): Way =>
  leadsBack(edge, order)
    ? { v: edge.to, w: edge.from, name: 'back' }
    : { v: edge.from, w: edge.to, name: 'on' };

function lay(paper: Paper, edge: Edge, order: Order): void {
  const { width, height } = labelOf(edge);
  const label = { width, height, labelpos: 'c' as const, weight: weightOf(edge) };
  paper.setEdge(wayOf(edge, order), label);
}

/** The heavier, the straighter. */
const weightOf = ({ from, to, kind }: Edge): number =>
  kind === 'way' && stageIn(from) === stageIn(to) ? 6 : 1;
const stageIn = (id: string): string => id.slice(0, id.indexOf('.'));

function placedOn(paper: Paper, graph: Graph, blocks: ReadonlyMap<string, Block>): Placed {
  const order = readingOrder(graph);
  const { width = 0, height = 0 } = paper.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    stages: graph.stages.map((stage) => ({
      stage,
      box: stageBox(boxOf(paper.node(cluster(stage.name))), stage),
    })),
    nodes: graph.nodes.flatMap((node) => {
      const block = blocks.get(node.id);
      return block === undefined ? [] : [{ node, block, box: boxOf(paper.node(node.id)) }];
    }),
    edges: graph.edges.map((edge) => placedEdge(paper, edge, order)),
  };
}

function placedEdge(paper: Paper, edge: Edge, order: Order): PlacedEdge {
  const back = leadsBack(edge, order);
  const laid = paper.edge(wayOf(edge, order));
  const points = (laid.points ?? []).map(({ x, y }) => ({ x, y }));
  const block = labelOf(edge);
  return {
    edge,
    points: back ? points.toReversed() : points,
    ...(block.lines.length > 0 && { label: { block, box: boxOf(laid) } }),
  };
}

/** Its name stands above its steps, and has to fit. */
function stageBox(box: Box, { name, owner }: Graph['stages'][number]): Box {
  const width = Math.max(box.width, widthOf(`${name} · ${owner}`, STAGE, true) + 28);
  return {
    x: box.x - (width - box.width) / 2,
    y: box.y - HEAD,
    width,
    height: box.height + HEAD,
  };
}

const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});
