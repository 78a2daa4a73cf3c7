import type { Frozen } from '../../core/frozen.ts';

/** The smallest journey with everything in it: a mail, a wait for something, an offer, sales, a way back. */
export const small: Frozen = {
  language: 1,
  journey: 'small',
  topic: 'tips',
  priority: 0,
  enter: [{ by: 'list', at: 'nurture.hello' }],
  stages: {
    nurture: { owner: 'marketing', demand: 'create' },
    handoff: { owner: 'marketing', demand: 'capture' },
    selling: { owner: 'sales', demand: 'fulfil' },
    recycle: { owner: 'marketing', demand: 'create' },
  },
  whenever: [
    { when: 'did deal.won', at: 'exit.won' },
    { when: 'did demo.requested', at: 'handoff.offer' },
  ],
  steps: {
    'nurture.hello': { kind: 'touch', mindset: 'educate', mail: 'hello', next: 'nurture.keen' },
    'nurture.keen': {
      kind: 'waitFor',
      for: 'did pricing.viewed',
      atMost: '14 days',
      met: 'nurture.fork',
      late: 'nurture.story',
    },
    'nurture.fork': {
      kind: 'branch',
      cases: [{ when: 'role in "buyer"', next: 'handoff.offer' }],
      next: 'nurture.story',
    },
    'nurture.story': {
      kind: 'touch',
      due: ['3 days'],
      mindset: 'educate',
      mail: 'story',
      next: 'nurture.done',
    },
    'nurture.done': { kind: 'end', as: 'done' },
    'handoff.offer': {
      kind: 'offer',
      team: 'new-business',
      because: { any: ['did demo.requested', 'did pricing.viewed'] },
      suggest: 'Ask.',
      answerIn: '4 hours',
      accepted: 'selling.assist',
      unworked: 'recycle.news',
      rejected: { 'not-ready': 'recycle.news', 'bad-fit': 'exit.bad-fit' },
    },
    'selling.assist': {
      kind: 'assist',
      shelf: {},
      won: 'exit.won',
      lost: 'recycle.news',
      returned: 'nurture.story',
      quiet: { after: '45 days', next: 'recycle.news' },
    },
    'recycle.news': {
      kind: 'touch',
      due: ['2 weeks'],
      mindset: 'educate',
      mail: 'news',
      next: 'recycle.back',
    },
    'recycle.back': {
      kind: 'waitFor',
      for: { all: ['rested', 'did pricing.viewed'] },
      atMost: '90 days',
      met: 'handoff.offer',
      late: 'recycle.news',
    },
    'exit.won': { kind: 'end', as: 'won' },
    'exit.bad-fit': { kind: 'end', as: 'bad-fit' },
  },
  facts: {
    'did deal.won': { kind: 'did', event: 'deal.won' },
    'did demo.requested': { kind: 'did', event: 'demo.requested' },
    'did pricing.viewed': { kind: 'did', event: 'pricing.viewed' },
    'role in "buyer"': { kind: 'trait', trait: 'role', is: { oneOf: ['buyer'] } },
    rested: { kind: 'rested' },
  },
};
