import { describe, expect, test } from 'vitest';
import { graphOf } from '../../core/graph/graph-of.ts';
import type { Voice } from '../../core/english/voice.ts';
import { type Box, place } from '../../cli/draw/layout.ts';
import { mermaidOf } from '../../cli/draw/mermaid.ts';
import { svgOf } from '../../cli/draw/svg.ts';
import { wrap, widthOf } from '../../cli/draw/text.ts';
import { loadProject } from '../../project/load.ts';
import { everyKind } from '../support/every-kind.ts';

const { journeys, data } = await loadProject('.');
const voices: readonly (readonly [string, Voice])[] = [
  ...journeys.map(({ id, frozen }) => [id, { journey: frozen, house: data }] as const),
  ['every-kind', everyKind],
];
const heading = { title: 'x < y', version: 'abc123', about: 'Tips & tricks' };

const apart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x + 0.5 ||
  b.x + b.width <= a.x + 0.5 ||
  a.y + a.height <= b.y + 0.5 ||
  b.y + b.height <= a.y + 0.5;

const sizeOf = ({ width, height }: Readonly<{ width: number; height: number }>) => ({
  width,
  height,
});

/** Every two of them that lie on each other. */
const overlaps = (boxes: readonly (readonly [string, Box])[]): readonly string[] =>
  boxes.flatMap(([one, a], i) =>
    boxes.slice(i + 1).flatMap(([other, b]) => (apart(a, b) ? [] : [`${one} on ${other}`])),
  );

describe.each(voices)('the picture of %s', (_, voice) => {
  const graph = graphOf(voice);
  const placed = place(graph);

  test('lays no box and no label on another', () => {
    const boxes = [
      ...placed.nodes.map(({ node, box }) => [node.id, box] as const),
      ...placed.edges.flatMap(({ edge, label }) =>
        label ? [[`${edge.from} → ${edge.to}`, label.box] as const] : [],
      ),
    ];
    expect(boxes.length).toBeGreaterThan(graph.nodes.length);
    expect(overlaps(boxes)).toEqual([]);
  });

  test('gives every text the room that it needs', () => {
    for (const { block, box } of placed.nodes) expect(box).toMatchObject(sizeOf(block));
    const labels = placed.edges.flatMap(({ label }) => (label ? [label] : []));
    for (const { block, box } of labels) expect(box).toMatchObject(sizeOf(block));
  });

  test('keeps every step within its stage, and stages apart', () => {
    const stages = new Map(placed.stages.map(({ stage, box }) => [stage.name, box]));
    for (const { node, box } of placed.nodes) {
      const stage = stages.get(node.stage ?? '');
      if (stage === undefined) continue;
      expect(box.x).toBeGreaterThanOrEqual(stage.x);
      expect(box.x + box.width).toBeLessThanOrEqual(stage.x + stage.width);
      expect(box.y).toBeGreaterThanOrEqual(stage.y + 26);
      expect(box.y + box.height).toBeLessThanOrEqual(stage.y + stage.height);
    }
    expect(overlaps([...stages])).toEqual([]);
  });

  test('lets every way begin and end at its boxes', () => {
    const boxes = new Map(placed.nodes.map(({ node, box }) => [node.id, box]));
    const touches = (id: string, point: Readonly<{ x: number; y: number }> | undefined): boolean =>
      point !== undefined &&
      !apart(boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }, {
        x: point.x - 1,
        y: point.y - 1,
        width: 2,
        height: 2,
      });
    const loose = placed.edges.filter(
      ({ edge, points }) => !touches(edge.from, points[0]) || !touches(edge.to, points.at(-1)),
    );
    expect(loose.map(({ edge }) => `${edge.from} → ${edge.to}`)).toEqual([]);
  });

  test('says every word as SVG, stands alone, and is drawn the same again', () => {
    const svg = svgOf(graph, heading);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d/);
    expect(svg).toContain('>x &lt; y</text>');
    expect(svg).toContain('>Tips &amp; tricks · version abc123</text>');
    expect(svg).not.toMatch(/<script|href=|url\((?!#)|@import|NaN|undefined/);
    for (const { tag } of graph.nodes.filter(({ kind }) => kind !== 'end'))
      expect(svg).toContain(`>${tag.toUpperCase()}</text>`);
    expect(svgOf(graphOf(voice), heading)).toBe(svg);
  });

  test('is Mermaid that can be read: each line is one of the grammar, and names what is there', () => {
    const lines = mermaidOf(graph).trimEnd().split('\n');
    expect(lines[0]).toBe('flowchart TB');
    const words = String.raw`"[^"<>\`\\*_[\]{}|]*(?:<br\/>[^"<>\`\\*_[\]{}|]*)*"`;
    const open = String.raw`(?:\(\[|\[\[|\[\/|\{\{|\[|\(|>)`;
    const close = String.raw`(?:\]\)|\]\]|\/\]|\}\}|\]|\))`;
    const grammar = [
      new RegExp(String.raw`^ {2,4}n\d+${open}${words}${close}:::[\w-]+$`),
      new RegExp(String.raw`^ {2}subgraph s\d+\[${words}\]$`),
      /^ {2}end$/,
      new RegExp(String.raw`^ {2}n\d+ (?:-->|-\.->)(?:\|${words}\|)? n\d+$`),
      /^ {2}(?:classDef [\w-]+|style s\d+) fill:#\w{6},stroke:#\w{6},color:#\w{6}$/,
    ];
    const odd = lines.slice(1).filter((line) => !grammar.some((rule) => rule.test(line)));
    expect(odd).toEqual([]);
    const declared = new Set(lines.flatMap((line) => /^ +(n\d+)[^ ]/.exec(line)?.[1] ?? []));
    const used = lines.flatMap((line) => {
      const [, from, to] = /^ {2}(n\d+) .*(n\d+)$/.exec(line) ?? [];
      return from === undefined || to === undefined ? [] : [from, to];
    });
    expect(used.length).toBe(2 * graph.edges.length);
    expect(used.filter((id) => !declared.has(id))).toEqual([]);
    const ends = lines.filter((line) => line === '  end').length;
    expect(ends).toBe(lines.filter((line) => line.startsWith('  subgraph ')).length);
  });
});

test('what Mermaid or HTML would read otherwise is spelt out', () => {
  const graph = graphOf(everyKind);
  expect(mermaidOf(graph)).toContain('Ring #34;them#34; #38; listen #60;once#62;.');
  const svg = svgOf(graph, heading);
  expect(svg).toContain('&quot;them&quot; &amp; listen');
  expect(svg).not.toContain('<once>');
});

test('asking has another shape than teaching, not only another colour', () => {
  const svg = svgOf(graphOf(everyKind), heading);
  const groups = svg.split('<g>');
  const convert = groups.find((group) => group.includes('>CONVERT</text>'));
  const educate = groups.find((group) => group.includes('>EDUCATE</text>'));
  expect(convert).toMatch(/^<path /);
  expect(educate).toMatch(/^<rect /);
});

test('text is broken between words where it gets too wide', () => {
  const lines = wrap('as soon as they asked for a demo, or replied to a mail', 12, 120);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join(' ')).toBe('as soon as they asked for a demo, or replied to a mail');
  expect(lines.filter((line) => widthOf(line, 12) > 120)).toEqual([]);
});

test('a way from a step to itself is drawn, and so are two ways that go to and fro', () => {
  const steps = {
    'learn.a': {
      kind: 'waitFor',
      for: 'did prices',
      atMost: '4 days',
      met: 'recycle.b',
      late: 'learn.a',
    },
    'recycle.b': { kind: 'touch', mindset: 'educate', mail: 'b', next: 'learn.a', due: ['1 day'] },
  } as const;
  const journey = { ...everyKind.journey, steps, enter: [], whenever: [] };
  const { edges } = place(graphOf({ ...everyKind, journey }));
  expect(edges.map(({ edge }) => [edge.from, edge.to])).toEqual([
    ['learn.a', 'recycle.b'],
    ['learn.a', 'learn.a'],
    ['recycle.b', 'learn.a'],
  ]);
  for (const { points } of edges) expect(points.length).toBeGreaterThan(2);
});
