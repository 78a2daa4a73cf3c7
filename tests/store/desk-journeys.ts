import type { Frozen } from '../../core/frozen.ts';
import { small } from '../support/small-journey.ts';

/** People's work: a call before anything else, and a demo by whoever accepted them. A loss leads on by its reason. */
export const care: Frozen = {
  ...small,
  journey: 'care',
  enter: [{ by: 'list', at: 'nurture.call' }],
  steps: {
    ...small.steps,
    'nurture.call': {
      kind: 'task',
      for: 'new-business',
      ask: 'Ring them.',
      within: '4 hours',
      next: 'nurture.done',
    },
    'handoff.offer': {
      kind: 'offer',
      team: 'new-business',
      because: 'did demo.requested',
      suggest: 'Ask.',
      answerIn: '4 hours',
      accepted: 'selling.demo',
      unworked: 'recycle.news',
      rejected: { 'not-ready': 'recycle.news', 'bad-fit': 'exit.bad-fit' },
    },
    'selling.demo': {
      kind: 'task',
      for: 'owner',
      ask: 'Show it to them.',
      within: '2 days',
      next: 'selling.assist',
    },
    'selling.assist': {
      kind: 'assist',
      shelf: {},
      won: 'exit.won',
      lost: { 'not-ready': 'recycle.news', 'bad-fit': 'exit.bad-fit' },
      returned: 'nurture.story',
      quiet: { after: '45 days', next: 'recycle.news' },
    },
  },
};

/** An experiment: half of the companies hear of prices, half do not. */
export const experiment = (
  by: 'prospect' | 'account',
  shares = { prices: 1, nothing: 1 },
): Frozen => ({
  ...small,
  journey: `by-${by}`,
  enter: [{ by: 'list', at: 'nurture.prices' }],
  whenever: [],
  steps: {
    'nurture.prices': {
      kind: 'split',
      by,
      arms: {
        prices: { share: shares.prices, next: 'nurture.hello' },
        nothing: { share: shares.nothing, next: 'nurture.done' },
      },
      next: 'nurture.done',
    },
    'nurture.hello': { kind: 'touch', mindset: 'educate', mail: 'hello', next: 'nurture.done' },
    'nurture.done': { kind: 'end', as: 'done' },
  },
  facts: {},
});

export const STARTS = 'the webinar.registered.startsAt';
/** Once for each webinar: a mail at its date, stronger than most. */
export const webinar: Frozen = {
  ...small,
  journey: 'webinar',
  priority: 3,
  again: { per: { of: 'webinar.registered', property: 'webinar' } },
  enter: [
    { on: 'webinar.registered', at: 'nurture.reminder' },
    { by: 'list', at: 'nurture.reminder' },
  ],
  whenever: [],
  steps: {
    'nurture.reminder': {
      kind: 'touch',
      due: [{ moment: STARTS }],
      mindset: 'educate',
      mail: 'reminder',
      next: 'nurture.done',
    },
    'nurture.done': { kind: 'end', as: 'done' },
  },
  facts: {
    [STARTS]: { kind: 'moment', anchor: { of: 'webinar.registered', property: 'startsAt' } },
  },
};
