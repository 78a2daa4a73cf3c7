import { sayEntrance } from '../english/entrance.ts';
import { landing } from '../english/landing.ts';
import { condition, dueWords, type Voice } from '../english/voice.ts';
import { waysOf } from '../english/ways.ts';
import type { Stage, StepId } from '../frozen.ts';
import { type Node, nodeOf } from './node.ts';

/** Where one may go from one thing to another. Each label is a way; without one there is no choice and no wait. */
export type Edge = Readonly<{
  from: string;
  to: string;
  labels: readonly string[];
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
  const parts = [
    ...(when === undefined ? [] : [when]),
    ...due.map((time) => dueWords(time, voice)),
  ];
  return { from, to: at, kind, labels: parts.length > 0 ? [parts.join(', ')] : [] };
}

/** Ways between the same two are one, with all that leads there. */
function merged(edges: readonly Edge[]): readonly Edge[] {
  const by = new Map<string, Edge>();
  for (const next of edges) {
    const key = JSON.stringify([next.from, next.to]);
    const before = by.get(key);
    by.set(key, before ? { ...before, labels: [...before.labels, ...next.labels] } : next);
  }
  return [...by.values()];
}
