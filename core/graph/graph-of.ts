import { sayEntrance } from '../english/entrance.ts';
import { landing } from '../english/landing.ts';
import { condition, dueWords, type Voice } from '../english/voice.ts';
import { waysOf } from '../english/ways.ts';
import type { Stage, StepId } from '../frozen.ts';
import { type Node, nodeOf } from './node.ts';

/** Where one may go from one thing to another. */
export type Edge = Readonly<{
  from: string;
  to: string;
  /** What leads that way, one line for each; none: there is no choice. */
  labels: readonly string[];
  /** What is waited for on the way. */
  wait?: string;
  /** `call`: from anywhere. */
  kind: 'way' | 'door' | 'call';
}>;
/** A journey as a picture, before anybody has said where on the paper. */
export type Graph = Readonly<{
  journey: string;
  stages: readonly (Stage & Readonly<{ name: string }>)[];
  nodes: readonly Node[];
  edges: readonly Edge[];
}>;

/** A journey as things and ways: stages in their order, steps in theirs; steps that only lead on are ways. Pure, total. */
export function graphOf(voice: Voice): Graph {
  const { journey } = voice;
  const doors = journey.enter.map((entrance, i) =>
    entered({ id: `door.${i + 1}`, kind: 'door', title: sayEntrance(entrance, voice) }),
  );
  const calls = journey.whenever.map(({ when }, i) =>
    entered({ id: `call.${i + 1}`, kind: 'call', title: `as soon as ${condition(when, voice)}` }),
  );
  const edges = [
    ...journey.enter.map(({ at }, i) => edge({ from: `door.${i + 1}`, to: at }, 'door', voice)),
    ...stepEdges(voice),
    ...journey.whenever.map(({ at }, i) => edge({ from: `call.${i + 1}`, to: at }, 'call', voice)),
  ];
  return {
    journey: journey.journey,
    stages: Object.entries(journey.stages).map(([name, stage]) => ({ name, ...stage })),
    nodes: [...doors, ...stepNodes(voice), ...calls],
    edges: merged(edges),
  };
}

const entered = (node: Readonly<{ id: string; kind: 'door' | 'call'; title: string }>): Node => ({
  ...node,
  tag: node.kind === 'door' ? 'way in' : 'at any time',
  lines: [],
});

const stepNodes = (voice: Voice): readonly Node[] =>
  Object.entries(voice.journey.steps).flatMap(([id, step]) =>
    step.kind === 'to' ? [] : [nodeOf(id, step, voice)],
  );

const stepEdges = (voice: Voice): readonly Edge[] =>
  Object.entries(voice.journey.steps).flatMap(([from, step]) =>
    step.kind === 'to'
      ? []
      : waysOf(step, voice).map((way) => edge({ from, ...way }, 'way', voice)),
  );

type Going = Readonly<{ from: string; to: StepId; when?: string }>;

function edge({ from, to, when }: Going, kind: Edge['kind'], voice: Voice): Edge {
  const { at, waits } = landing(voice.journey, to);
  const due = [...waits, ...(voice.journey.steps[at]?.due ?? [])];
  return {
    from,
    to: at,
    kind,
    labels: when === undefined ? [] : [when],
    ...(due.length > 0 && { wait: due.map((time) => dueWords(time, voice)).join(', ') }),
  };
}

/** Ways between the same two are one, with all that leads there. */
function merged(edges: readonly Edge[]): readonly Edge[] {
  const by = new Map<string, Edge>();
  for (const next of edges) {
    const key = JSON.stringify([next.from, next.to]);
    const before = by.get(key);
    by.set(key, before ? both(before, next) : next);
  }
  return [...by.values()];
}

/** What both wait for is said once. */
function both(a: Edge, b: Edge): Edge {
  if (a.wait === b.wait) return { ...a, labels: [...a.labels, ...b.labels] };
  const { wait: _, ...rest } = a;
  return { ...rest, labels: [...waiting(a), ...waiting(b)] };
}

const waiting = ({ labels, wait }: Edge): readonly string[] =>
  wait === undefined
    ? labels
    : labels.length === 0
      ? [wait]
      : labels.map((label) => `${label}, ${wait}`);

/** All that is written on a way, a line each: what leads there, and when. Pure. */
export const edgeLines = ({ labels, wait }: Edge): readonly string[] => [
  ...labels.map((label, i) => (i === 0 ? label : `or ${label}`)),
  ...(wait === undefined ? [] : [wait]),
];
