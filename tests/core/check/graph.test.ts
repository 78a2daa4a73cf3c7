import { describe, expect, test } from 'vitest';
import { checkGraph } from '../../../core/check/check-graph.ts';
import { circles } from '../../../core/check/circle.ts';
import { leadsNowhere } from '../../../core/check/leads-nowhere.ts';
import { unreachable } from '../../../core/check/unreachable.ts';
import type { Frozen, FrozenStep, Time } from '../../../core/frozen.ts';

const touch = (next: string, due?: readonly Time[]): FrozenStep => ({
  kind: 'touch',
  mindset: 'educate',
  mail: 'm',
  next,
  ...(due && { due }),
});
const end: FrozenStep = { kind: 'end', as: 'done' };
const offer = (unworked: string): FrozenStep => ({
  kind: 'offer',
  team: 't',
  because: 'x',
  suggest: 's',
  answerIn: '1 day',
  accepted: 's.end',
  unworked,
  rejected: { no: 's.first' },
});

const journey = (steps: Frozen['steps'], more: Partial<Frozen> = {}): Frozen => ({
  language: 1,
  journey: 'j',
  topic: 't',
  priority: 1,
  enter: [{ on: 'e', at: 's.first' }],
  stages: {},
  whenever: [],
  steps,
  facts: {},
  ...more,
});
const paths = (findings: readonly { path: string }[]): readonly string[] =>
  findings.map(({ path }) => path);

const sound = journey({ 's.first': touch('s.end', ['1 day']), 's.end': end });

test('a sound journey passes every rule', () => {
  expect(checkGraph(sound)).toEqual([]);
});

describe('a stage that leads nowhere', () => {
  test('a step with nothing after it', () => {
    expect(leadsNowhere(sound)).toEqual([]);
    expect(leadsNowhere(journey({ 's.first': touch('') }))).toMatchObject([
      { code: 'G002', journey: 'j', path: 's › first' },
    ]);
  });

  test('a door that opens on nothing', () => {
    const more = { enter: [{ by: 'list', at: 's.gone' }] } as const;
    expect(leadsNowhere(journey({ 's.first': end }, more))).toMatchObject([
      { what: 'Somebody enters, or is called, where no step is: s › gone.' },
    ]);
  });
});

describe('a step that cannot be reached', () => {
  test('is named; a stage of such steps is named once', () => {
    const lost = journey({
      's.first': touch('s.end'),
      's.end': end,
      's.lost': touch('s.end'),
      'r.one': touch('r.two'),
      'r.two': end,
    });
    expect(paths(unreachable(lost))).toEqual(['r', 's › lost']);
  });

  test('an interrupt reaches it', () => {
    const called = journey(
      { 's.first': end, 'exit.won': end },
      { whenever: [{ when: 'x', at: 'exit.won' }] },
    );
    expect(unreachable(called)).toEqual([]);
  });
});

describe('a circle without a wait', () => {
  test('of touches', () => {
    const round = { 's.first': touch('s.second'), 's.second': touch('s.first') };
    expect(circles(journey(round))).toMatchObject([
      {
        code: 'G005',
        what: 'A circle without a wait: s › first → s › second → s › first.',
      },
    ]);
  });

  test('one wait anywhere makes it sound', () => {
    const round = { 's.first': touch('s.second'), 's.second': touch('s.first', ['1 day']) };
    expect(circles(journey(round))).toEqual([]);
  });

  test('a date may be past, so it slows nothing down', () => {
    const past = { 's.first': touch('s.second'), 's.second': touch('s.first', [{ moment: 'm' }]) };
    expect(circles(journey(past))).toHaveLength(1);
    const late: Frozen['steps'] = {
      's.first': {
        kind: 'waitFor',
        for: 'x',
        atMost: { moment: 'm' },
        met: 's.end',
        late: 's.first',
      },
      's.end': end,
    };
    expect(circles(journey(late))).toHaveLength(1);
  });

  test('a condition may be met at once, so it slows nothing down', () => {
    const round = (met: string, late: string): Frozen =>
      journey({
        's.first': { kind: 'waitFor', for: 'x', atMost: '1 day', met, late },
        's.end': end,
      });
    expect(circles(round('s.first', 's.end'))).toHaveLength(1);
    expect(circles(round('s.end', 's.first'))).toEqual([]);
  });

  test('an offer may be unqualified at once; a rejection takes a person', () => {
    const round = (unworked: string): Frozen =>
      journey({ 's.first': touch('s.offer'), 's.offer': offer(unworked), 's.end': end });
    expect(circles(round('s.first'))).toHaveLength(1);
    expect(circles(round('s.end'))).toEqual([]);
  });

  test('of a step with itself', () => {
    expect(paths(circles(journey({ 's.first': { kind: 'to', next: 's.first' } })))).toEqual([
      's › first',
    ]);
  });
});
