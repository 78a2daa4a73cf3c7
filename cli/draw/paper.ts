import * as dagre from '@dagrejs/dagre';

// dagre's own declarations name their files without an ending, which TypeScript does not find from here: this is what we use of it.
type Sized = Readonly<{ width?: number; height?: number }>;
type Spot = Partial<Record<'x' | 'y' | 'width' | 'height', number>>;

/** A graph that dagre lays out; `layout` writes where things stand into it, by their middles. */
export interface Paper {
  setGraph(how: Readonly<Record<string, string | number>>): void;
  setNode(id: string, size: Sized): void;
  setParent(id: string, cluster: string): void;
  setEdge(
    from: string,
    to: string,
    label: Sized & Readonly<{ labelpos: 'c'; weight: number }>,
  ): void;
  graph(): Sized;
  node(id: string): Spot;
  edge(
    from: string,
    to: string,
  ): Spot & Readonly<{ points?: readonly Readonly<{ x: number; y: number }>[] }>;
}

const { Graph, layout: lay } = dagre as unknown as Readonly<{
  Graph: new (how: Readonly<{ compound: true }>) => Paper;
  layout: (paper: Paper) => void;
}>;

export const emptyPaper = (): Paper => new Graph({ compound: true });
/** Says where everything stands. */
export const layout = (paper: Paper): void => lay(paper);
