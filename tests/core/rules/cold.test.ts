import { describe, expect, test } from 'vitest';
import { leadsTo } from '../../../core/check/graph.ts';
import type { Frozen, FrozenStep } from '../../../core/frozen.ts';
import { coldWays, sayWay } from '../../../core/rules/cold.ts';
import { edgesOf } from '../../../core/rules/edges.ts';
import { journey, scores, sound } from './book.ts';

const ask = { ...sound.welcome, mindset: 'convert', mail: 'ask', next: 'recycle.notes' };
/** How somebody comes to 'awareness.ask' without having shown intent. */
function wayToAsk(
  steps: Readonly<Record<string, object>>,
  more: Partial<Frozen> = {},
): string | undefined {
  const frozen = journey({ 'awareness.ask': ask, ...steps }, more);
  const way = coldWays({ journey: frozen, scores }).get('awareness.ask');
  return way && sayWay(way);
}

describe('the way of whoever has shown no intent', () => {
  test('is the shortest one, from the door on', () => {
    expect(wayToAsk({ 'awareness.ready': { ...sound.ready, late: 'awareness.ask' } })).toBe(
      'enter on trial.started → awareness › welcome → awareness › ready → awareness › ask',
    );
  });

  test('does not go through a wait that was met, nor past a door that shows it', () => {
    expect(
      wayToAsk({ 'awareness.ready': { ...sound.ready, met: 'awareness.ask' } }),
    ).toBeUndefined();
    const enter = (on: string) => ({ enter: [{ on, at: 'awareness.ask' }] });
    expect(wayToAsk({}, enter('demo.asked'))).toBeUndefined();
    expect(wayToAsk({}, enter('guide.read'))).toBe('enter on guide.read → awareness › ask');
  });

  test('an interrupt is a door of its own', () => {
    const whenever = (when: string) => ({ whenever: [{ when, at: 'awareness.ask' }] });
    expect(wayToAsk({}, whenever('intent >= 30'))).toBeUndefined();
    expect(wayToAsk({}, whenever('did guide.read'))).toBe(
      'whenever did guide.read → awareness › ask',
    );
  });

  test('whom the other cases of a branch leave has what they ask for not', () => {
    const fork = (when: object | string) => ({
      'awareness.welcome': {
        kind: 'branch',
        cases: [{ when, next: 'awareness.ready' }],
        next: 'awareness.ask',
      },
    });
    expect(wayToAsk(fork({ not: 'intent >= 30' }))).toBeUndefined();
    expect(wayToAsk(fork('intent >= 30'))).toBe(
      'enter on trial.started → awareness › welcome → awareness › ask',
    );
  });

  test('nor has whom a later case takes what an earlier one asks for', () => {
    const fork = (first: object | string) => ({
      'awareness.welcome': {
        kind: 'branch',
        cases: [
          { when: first, next: 'awareness.ready' },
          { when: 'role is "buyer"', next: 'awareness.ask' },
        ],
        next: 'awareness.ready',
      },
    });
    expect(wayToAsk(fork({ not: 'intent >= 30' }))).toBeUndefined();
    expect(wayToAsk(fork('intent >= 30'))).toMatch(/awareness › ask$/);
  });

  test('a handoff that closed has spent what they had shown', () => {
    const back = (changed: object) =>
      wayToAsk({ 'handoff.offer': { ...sound.offer, ...changed } }, called);
    const called = { enter: [{ on: 'demo.asked', at: 'handoff.offer' }] };
    expect(back({ accepted: 'awareness.ask' })).toBeUndefined();
    const spent = 'enter on demo.asked → handoff › offer → awareness › ask';
    expect(back({ unworked: 'awareness.ask' })).toBe(spent);
    expect(back({ rejected: { 'not-ready': 'awareness.ask' } })).toBe(spent);
  });

  test('a series ends by its until alone; one that may run out shows nothing', () => {
    const notes = (changed: object) =>
      wayToAsk({ 'recycle.notes': { ...sound.notes, next: 'awareness.ask', ...changed } });
    expect(notes({})).toBeUndefined();
    expect(notes({ atMost: 3 })).toMatch(/recycle › notes → awareness › ask$/);
  });
});

test('the edges of every kind of step lead where the step leads', () => {
  const kinds: readonly FrozenStep[] = [
    ...Object.values(journey().steps),
    { kind: 'branch', cases: [{ when: 'x', next: 'a.a' }, { next: 'a.b' }], next: 'a.c' },
    { kind: 'split', by: 'prospect', arms: { a: { share: 1, next: 'a.a' } }, next: 'a.b' },
    { kind: 'task', for: 'desk', ask: 'Ring.', within: '1 day', next: 'a.a' },
    { kind: 'to', next: 'a.a' },
    { ...sound.assist, lost: { 'no-budget': 'a.a', other: 'a.b' } },
  ];
  for (const step of kinds) expect(edgesOf(step).map(({ to }) => to)).toEqual(leadsTo(step));
});
