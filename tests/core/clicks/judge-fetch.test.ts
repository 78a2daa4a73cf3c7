import { describe, expect, test } from 'vitest';
import { judgeFetch } from '../../../core/clicks/judge-fetch.ts';
import { fetchOf, MACHINES, PEOPLE, scenesOf, SENT, type Step } from './visits.ts';

const isHuman = (scene: Parameters<typeof judgeFetch>[0]): boolean => judgeFetch(scene).human;

describe('a machine is', () => {
  test.each(MACHINES)('$who', (visit) => {
    expect(scenesOf(visit).filter(isHuman)).toEqual([]);
  });
});

describe('a person is somebody', () => {
  test.each(PEOPLE)('$who', (visit) => {
    expect(scenesOf(visit).filter((scene) => !isHuman(scene))).toEqual([]);
  });
});

test('a person whose gateway looked first is one all the same', () => {
  const gateway = { network: '198.51.100.0/24', agent: 'Mozilla/5.0' };
  const steps: readonly Step[] = [
    [60, 'a', { ...gateway, method: 'HEAD' }],
    [61, 'a', gateway],
    [63, 'a'],
  ];
  expect(scenesOf({ who: '', steps }).map(isHuman)).toEqual([false, false, true]);
});

test('a person is not taken for a gateway of another network that calls itself the same', () => {
  const steps: readonly Step[] = [
    [60, 'a', { network: '198.51.100.0/24', method: 'HEAD' }],
    [63, 'a'],
  ];
  expect(scenesOf({ who: '', steps }).map(isHuman)).toEqual([false, true]);
});

test('all that speaks for a machine is said, by the names of the rules', () => {
  const steps: readonly Step[] = [
    [1, 'a', { method: 'HEAD', agent: 'curl/8.5.0', prefetch: true }],
    [1.2, 'b'],
    [1.4, 'u'],
  ];
  const [first] = scenesOf({ who: '', steps, crowd: 5 });
  expect(first && judgeFetch(first).reasons).toEqual([
    'head',
    'prefetch',
    'agent',
    'at-once',
    'many-links',
    'unsubscribe-too',
    'burst',
  ]);
});

test('what comes after a fetch speaks against it as well as what came before', () => {
  const steps: readonly Step[] = [
    [60, 'a'],
    [61, 'b'],
    [61.9, 'c'],
  ];
  expect(scenesOf({ who: '', steps }).map((scene) => judgeFetch(scene).reasons)).toEqual([
    ['many-links', 'same-visitor'],
    ['many-links', 'same-visitor'],
    ['many-links', 'same-visitor'],
  ]);
});

test('in a demo world, where a day takes two seconds, people are as quick', () => {
  const fetch = fetchOf([0.4, 'a']);
  const scene = { fetch, near: [fetch], sentAt: SENT, crowd: 0 };
  expect(isHuman({ ...scene, pace: 1 })).toBe(false);
  expect(isHuman({ ...scene, pace: 1 / 43_200 })).toBe(true);
});

test('without knowing when the mail left, the rest still tells', () => {
  const fetch = fetchOf([1, 'a']);
  expect(isHuman({ fetch, near: [fetch], crowd: 0, pace: 1 })).toBe(true);
  const scanned = { ...fetch, agent: 'Mozilla/5.0' };
  expect(isHuman({ fetch: scanned, near: [scanned], crowd: 0, pace: 1 })).toBe(false);
});
