import { describe, expect, test } from 'vitest';
import { leadsTo } from '../../../core/check/graph.ts';
import { landing } from '../../../core/english/landing.ts';
import { edgeLines, graphOf } from '../../../core/graph/graph-of.ts';
import { everyKind } from '../../support/every-kind.ts';
import { small } from '../../support/small-journey.ts';

const graph = graphOf(everyKind);
const between = (from: string, to: string) => {
  const edge = graph.edges.find((one) => one.from === from && one.to === to);
  return edge && edgeLines(edge);
};
const node = (id: string) => graph.nodes.find((one) => one.id === id);

describe('a journey as a graph', () => {
  test.each([
    ['every-kind', everyKind],
    ['small', { ...everyKind, journey: small }],
  ])('%s: has every way that the engine may go, and no other', (_, voice) => {
    const { steps } = voice.journey;
    const ways = Object.entries(steps).flatMap(([from, step]) =>
      step.kind === 'to'
        ? []
        : leadsTo(step).map((to) => `${from} → ${landing(voice.journey, to).at}`),
    );
    const drawn = graphOf(voice).edges.filter(({ kind }) => kind === 'way');
    expect(drawn.map(({ from, to }) => `${from} → ${to}`).toSorted()).toEqual(
      [...new Set(ways)].toSorted(),
    );
  });

  test('has every step that does something, in its stage', () => {
    const doing = Object.keys(everyKind.journey.steps).filter(
      (id) => everyKind.journey.steps[id]?.kind !== 'to',
    );
    const ids = graph.nodes.map(({ id }) => id);
    expect(ids.filter((id) => !/^(door|call)\./.test(id))).toEqual(doing);
    expect(node('learn.ask')).toMatchObject({ stage: 'learn', mindset: 'convert', tag: 'convert' });
    expect(node('exit.won')).not.toHaveProperty('stage');
  });

  test('waits stand on the ways, those of steps that only lead on, too', () => {
    expect(between('door.1', 'learn.hello')).toEqual(['1 hour later, 2 business days later']);
    expect(between('door.2', 'learn.hello')).toEqual(['2 business days later']);
    expect(between('learn.keen', 'recycle.notes')).toEqual([
      'if not by 1 hour before the session begins',
      '1 day later',
    ]);
  });

  test('ways between the same two are one, and say each what leads there', () => {
    expect(between('handoff.offer', 'recycle.notes')).toEqual([
      'rejected as not ready or no budget',
      'or no answer in 4 business hours, or not ready any more',
    ]);
  });

  test('ways between the same two that wait differently say so', () => {
    const steps = {
      'learn.keen': {
        kind: 'waitFor',
        for: 'did prices',
        atMost: '4 days',
        met: 'learn.pause',
        late: 'learn.done',
      },
      'learn.pause': { kind: 'to', due: ['1 hour'], next: 'learn.done' },
      'learn.done': { kind: 'end', as: 'done' },
    } as const;
    const [way] = graphOf({
      ...everyKind,
      journey: { ...everyKind.journey, steps, enter: [], whenever: [] },
    }).edges;
    expect(way && edgeLines(way)).toEqual([
      'as soon as they do, 1 hour later',
      'or if not in 4 days',
    ]);
  });

  test('what calls people away from anywhere leads from outside', () => {
    expect(node('call.1')).toMatchObject({ kind: 'call', title: 'as soon as they bought' });
    expect(graph.edges).toContainEqual({
      from: 'call.1',
      to: 'exit.won',
      kind: 'call',
      labels: [],
    });
  });
});
