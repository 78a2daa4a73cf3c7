import { expect, test } from 'vitest';
import { given, journeyOf, story } from '../support/simulated.ts';
import { small } from '../support/small-journey.ts';

const world = { journeys: [small] };
const asks = (day: number) => ({ after: `${day} days`, event: 'demo.requested' });

test('a rejected offer rests them: no second offer until the rest is over, though mails go on', () => {
  const happened = given(world)
    .someone({
      does: [asks(2), { after: '30 days', event: 'demo.requested' }, asks(120)],
      sales: [
        { after: '2 hours', say: 'reject', reason: 'not-ready' },
        { after: '1 hour', say: 'accept' },
      ],
    })
    .until(125);
  expect(story(happened, 'offered', 'handoff', 'unqualified', 'sent')).toEqual([
    'day 0: sent hello',
    'day 2: offered',
    'day 2.08: rejected, not-ready',
    'day 16.08: sent news',
    'day 30: not offered, a rest is running: no selling',
    'day 120: offered',
    'day 120.04: accepted',
  ]);
});

test('what sales is offered says what of its condition held, and what called them', () => {
  const happened = given(world)
    .someone({ does: [asks(2)] })
    .until(3);
  expect(happened.find(({ kind }) => kind === 'offered')).toMatchObject({
    because: 'did demo.requested',
  });
  expect(happened.find(({ kind }) => kind === 'stage')).toMatchObject({
    from: 'nurture',
    to: 'handoff',
    owner: 'marketing',
    why: [{ step: 'handoff.offer', way: 'called', rule: 'did demo.requested' }],
  });
});

test('a persona reacts to a stage whose first step asks at once', () => {
  const happened = given(world)
    .someone({
      does: [asks(2), { of: { stage: 'handoff' }, after: '1 hour', event: 'pricing.viewed' }],
    })
    .until(3);
  expect(
    happened.filter((one) => one.kind === 'did' && one.event === 'pricing.viewed'),
  ).toHaveLength(1);
});

test('an offer that nobody answers runs out, and they are nurtured on', () => {
  const happened = given(world)
    .someone({ does: [asks(2)], sales: [{ after: '0 days', say: 'nothing' }] })
    .until(17);
  expect(story(happened, 'handoff', 'stage')).toEqual([
    'day 2: nurture → handoff',
    'day 2.17: expired',
    'day 2.17: handoff → recycle',
  ]);
});

test('a not-yet is asked again on its date, and answered again', () => {
  const happened = given(world)
    .someone({
      does: [asks(2)],
      sales: [
        { after: '1 hour', say: 'not-yet', for: '10 days' },
        { after: '1 hour', say: 'accept' },
      ],
    })
    .until(20);
  expect(story(happened, 'handoff')).toEqual([
    'day 2.04: not-yet',
    'day 12.04: offered',
    'day 12.08: accepted',
  ]);
});

test('who buys while sales has them is won, and sales hears of it', () => {
  const happened = given(world)
    .someone({
      does: [asks(2), { after: '5 days', event: 'deal.won' }],
      sales: [{ after: '1 hour', say: 'accept' }],
    })
    .until(10);
  expect(story(happened, 'handoff', 'ended')).toEqual([
    'day 2.04: accepted',
    'day 5: won',
    'day 5: small ended won',
  ]);
});

const scored = journeyOf({
  steps: {
    'nurture.gate': {
      kind: 'branch',
      due: ['20 days'],
      cases: [{ when: 'intent >= 20', next: 'nurture.sell' }],
      next: 'nurture.teach',
    },
    'nurture.sell': { kind: 'touch', mindset: 'convert', mail: 'sell', next: 'nurture.end' },
    'nurture.teach': { kind: 'touch', mindset: 'educate', mail: 'teach', next: 'nurture.end' },
    'nurture.end': { kind: 'end', as: 'done' },
  },
  facts: { 'intent >= 20': { kind: 'score', axis: 'intent', atLeast: 20 } },
  scores: {
    intent: {
      halvesEvery: '10 days',
      worth: [{ points: 30, signal: { kind: 'did', event: 'pricing.viewed' } }],
    },
  },
});
const looked = (day: number) => ({ after: `${day} days`, event: 'pricing.viewed' });

test('a score that has fallen below its threshold closes the gate again', () => {
  const cold = given({ journeys: [scored] }).someone({ does: [looked(2)] });
  expect(story(cold.until(21), 'sent')).toEqual(['day 20: sent teach']);
  const warm = given({ journeys: [scored] }).someone({ does: [looked(2), looked(17)] });
  expect(story(warm.until(21), 'sent')).toEqual(['day 20: sent sell']);
});
