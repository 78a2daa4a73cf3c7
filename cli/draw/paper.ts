import * as dagre from '@dagrejs/dagre';

// dagre's own declarations name their files without an ending, which TypeScript does not find from here: this is what we use of it.
type Sized = Readonly<{ width?: number; height?: number }>;
type Spot = Partial<Record<'x' | 'y' | 'width' | 'height', number>>;

/** From `v` to `w`; two ways between the same two have different names. */
export type Way = Readonly<{ v: string; w: string; name: 'on' | 'back' }>;

/** A graph that dagre lays out; `layout` writes where things stand into it, by their middles. */
export interface Paper {
  setGraph(how: Readonly<Record<string, string | number>>): void;
  setNode(id: string, size: Sized): void;
  setParent(id: string, cluster: string): void;
  setEdge(way: Way, label: Sized & Readonly<{ labelpos: 'c'; weight: number }>): void;
  graph(): Sized;
  node(id: string): Spot;
  edge(way: Way): Spot & Readonly<{ points?: readonly Readonly<{ x: number; y: number }>[] }>;
}

const { Graph, layout: lay } = dagre as unknown as Readonly<{
  Graph: new (how: Readonly<{ compound: true; multigraph: true }>) => Paper;
  layout: (paper: Paper) => void;
}>;

export const emptyPaper = (): Paper => new Graph({ compound: true, multigraph: true });
/** Says where everything stands. */
export const layout = (paper: Paper): void => lay(paper);
