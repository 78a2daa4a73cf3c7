import type { Voice } from '../../core/english/voice.ts';
import type { Frozen } from '../../core/frozen.ts';

/** A journey that says every word there is, for whatever tells journeys to people. */
const journey: Frozen = {
  language: 1,
  journey: 'every-kind',
  topic: 'tips',
  priority: 1,
  again: { per: { of: 'seat.taken', property: 'session' } },
  enter: [
    { on: 'seat.taken', where: { plan: 'free' }, at: 'learn.pause' },
    { by: 'list', at: 'learn.hello' },
    { by: 'sales', at: 'learn.hello' },
  ],
  stages: {
    learn: { owner: 'marketing', demand: 'create' },
    handoff: { owner: 'marketing', demand: 'capture' },
    care: { owner: 'success', demand: 'fulfil' },
    recycle: { owner: 'marketing', demand: 'create', recycle: true },
  },
  whenever: [{ when: 'did deal.won', at: 'exit.won' }],
  steps: {
    'learn.pause': { kind: 'to', due: ['1 hour'], next: 'learn.hello' },
    'learn.hello': {
      kind: 'touch',
      due: ['2 business days'],
      mindset: 'educate',
      mail: 'hello',
      from: 'ana',
      during: 'mornings',
      when: { not: 'did prices' },
      uselessAfter: { moment: 'an hour before' },
      next: 'learn.lots',
    },
    'learn.lots': {
      kind: 'split',
      by: 'account',
      arms: {
        'early-ask': { share: 1, next: 'learn.ask' },
        wait: { share: 3, next: 'learn.notes' },
      },
      judgedBy: 'did deal.won',
      next: 'learn.notes',
    },
    'learn.ask': {
      kind: 'touch',
      mindset: 'convert',
      mail: 'ask',
      due: [{ moment: 'an hour before' }],
      next: 'learn.notes',
    },
    'learn.notes': {
      kind: 'series',
      mindset: 'educate',
      folder: 'notes',
      every: '30 days',
      until: 'did prices',
      atMost: 6,
      next: 'learn.call',
    },
    'learn.call': {
      kind: 'task',
      for: 'desk',
      ask: 'Ring "them" & listen <once>.',
      within: '1 business day',
      next: 'learn.keen',
    },
    'learn.keen': {
      kind: 'waitFor',
      for: 'did prices',
      atMost: { moment: 'an hour before' },
      met: 'learn.fork',
      late: 'learn.to-recycle',
    },
    'learn.to-recycle': { kind: 'to', due: ['1 day'], next: 'recycle.notes' },
    'learn.fork': {
      kind: 'branch',
      cases: [{ when: 'intent >= 30', next: 'handoff.offer' }, { next: 'learn.done' }],
      next: 'learn.done',
    },
    'learn.done': { kind: 'end', as: 'done' },
    'handoff.offer': {
      kind: 'offer',
      team: 'desk',
      because: { all: ['intent >= 30', { not: 'did deal.won' }] },
      suggest: 'Ask.',
      answerIn: '4 business hours',
      accepted: 'care.assist',
      unworked: 'recycle.notes',
      rejected: {
        'not-ready': 'recycle.notes',
        'no-budget': 'recycle.notes',
        'bad-fit': 'exit.bad-fit',
      },
    },
    'care.assist': {
      kind: 'assist',
      shelf: { report: 'usage-report' },
      won: 'exit.won',
      lost: { 'no-budget': 'recycle.notes', 'bad-fit': 'exit.bad-fit' },
      returned: 'learn.hello',
      quiet: { after: '45 days', next: 'recycle.notes' },
    },
    'recycle.notes': {
      kind: 'series',
      mindset: 'convert',
      folder: 'offers',
      every: '45 days',
      next: 'handoff.offer',
    },
    'exit.won': { kind: 'end', as: 'won' },
    'exit.bad-fit': { kind: 'end', as: 'bad-fit' },
  },
  facts: {
    'did prices': { kind: 'did', event: 'pricing.viewed' },
    'did deal.won': { kind: 'did', event: 'deal.won' },
    'intent >= 30': { kind: 'score', axis: 'intent', atLeast: 30 },
    'an hour before': {
      kind: 'moment',
      anchor: { of: 'seat.taken', property: 'startsAt' },
      shift: { by: '1 hour', side: 'before' },
    },
  },
  scores: {
    intent: {
      halvesEvery: '10 days',
      worth: [
        { points: 15, signal: { kind: 'did', event: 'pricing.viewed' }, upTo: 40 },
        { points: -5, signal: { kind: 'trait', trait: 'role', is: { value: 'user' } } },
      ],
    },
  },
};

/** It, and a house that has words for some of its things. */
export const everyKind: Voice = {
  journey,
  house: {
    teams: { desk: { name: 'The desk', reps: [] } },
    topics: { tips: { name: 'Tips & tricks' } },
    senders: { ana: { name: 'Ana Ferreira', address: 'ana@example.com' } },
    reasons: { 'not-ready': { rest: '90 days' }, 'no-budget': { rest: '180 days' }, 'bad-fit': {} },
    says: {
      'pricing.viewed': 'looked at the prices',
      'seat.taken': 'took a seat',
      'seat.taken.startsAt': 'the session begins',
    },
  },
};
