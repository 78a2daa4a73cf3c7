import { expect, test } from 'vitest';
import type { Happening } from '../../simulator/happening.ts';
import { silencesOf, summaryOf } from '../../simulator/summary.ts';
import { DAY } from '../support/passage.ts';
import { given, BEGINS } from '../support/simulated.ts';
import { small } from '../support/small-journey.ts';

const won = given({ journeys: [small] })
  .someone({
    does: [
      { after: '2 days', event: 'demo.requested' },
      { after: '120 days', event: 'demo.requested' },
    ],
    sales: [
      { after: '2 hours', say: 'reject', reason: 'not-ready' },
      { after: '1 hour', say: 'accept', then: { after: '20 days', is: 'won' } },
    ],
  })
  .until(365);
const end = BEGINS + 365 * DAY;

test('a calendar comes to its mails, its handoffs and its end', () => {
  const { touches, educateShare, handoffs, ends, standing } = summaryOf(won, end);
  expect(touches).toEqual({ educate: 2, convert: 0 });
  expect(educateShare).toBe(1);
  expect(handoffs).toEqual({ offered: 2, answers: ['rejected (not-ready)', 'won'] });
  expect(ends.map(({ journey, as }) => [journey, as])).toEqual([['small', 'won']]);
  expect(standing).toEqual([]);
});

test('a silence lasts from mail to mail: not while sales has them, nor after the end', () => {
  const days = silencesOf(won, end).map(({ from, until }) => [
    Math.floor((from - BEGINS) / DAY),
    Math.floor((until - BEGINS) / DAY),
  ]);
  expect(days).toEqual([
    [0, 16],
    [16, 120],
  ]);
});

test('once sales gives them back, silence begins anew', () => {
  const stage = (day: number, owner: 'sales' | 'marketing'): Happening => ({
    at: day * DAY,
    journey: 'one',
    step: `${owner}.a`,
    kind: 'stage',
    from: '',
    to: owner,
    owner,
    why: [],
  });
  const happened: readonly Happening[] = [
    { at: 0, journey: 'one', step: 'nurture.a', kind: 'entered', by: 'event', waiting: false },
    stage(1, 'marketing'),
    stage(2, 'sales'),
    stage(10, 'marketing'),
  ];
  expect(silencesOf(happened, 30 * DAY)).toEqual([
    { from: 0, until: 2 * DAY },
    { from: 10 * DAY, until: 30 * DAY },
  ]);
});

test('a silence that nobody breaks lasts to the end, and where they stand is told', () => {
  const happened: readonly Happening[] = [
    { at: 0, journey: 'one', step: 'nurture.a', kind: 'entered', by: 'event', waiting: false },
  ];
  const { longestSilence, standing, educateShare, busiest } = summaryOf(happened, 40 * DAY);
  expect(longestSilence).toEqual({ from: 0, until: 40 * DAY });
  expect(standing).toEqual([{ journey: 'one', stage: 'nurture' }]);
  expect([educateShare, busiest]).toEqual([undefined, undefined]);
});

test('the busiest week is the seven days with the most mails', () => {
  const sent = (day: number): Happening => ({
    at: day * DAY,
    kind: 'sent',
    mail: 'a',
    mindset: 'convert',
    topic: 'tips',
    why: [],
  });
  const { busiest } = summaryOf([0, 10, 13, 16, 17].map(sent), 30 * DAY);
  expect(busiest).toEqual({ from: 10 * DAY, until: 17 * DAY, mails: 3 });
});
