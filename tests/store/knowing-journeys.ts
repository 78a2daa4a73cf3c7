import type { Frozen } from '../../core/frozen.ts';
import { small } from '../support/small-journey.ts';

const base: Frozen = {
  ...small,
  whenever: [],
  facts: {},
  enter: [{ by: 'list', at: 'nurture.notes' }],
};
const over = { 'nurture.over': { kind: 'end', as: 'done' } } as const;

/** Notes until they want to buy; and another journey that draws from the same folder. */
export const notes: Frozen = {
  ...base,
  journey: 'notes',
  priority: 2,
  steps: {
    'nurture.notes': {
      kind: 'series',
      mindset: 'educate',
      folder: 'notes',
      every: '7 days',
      until: 'intent >= 30',
      next: 'nurture.over',
    },
    ...over,
  },
  facts: { 'intent >= 30': { kind: 'score', axis: 'intent', atLeast: 30 } },
  scores: {
    intent: {
      halvesEvery: '10 days',
      worth: [
        { points: 20, signal: { kind: 'did', event: 'pricing.viewed' } },
        { points: 5, signal: { kind: 'trait', trait: 'role', is: { value: 'buyer' } } },
      ],
    },
    fit: {
      worth: [{ points: 7, signal: { kind: 'trait', trait: 'role', is: { value: 'buyer' } } }],
    },
  },
};
export const moreNotes: Frozen = {
  ...base,
  journey: 'more-notes',
  priority: 1,
  steps: {
    'nurture.notes': {
      kind: 'series',
      mindset: 'educate',
      folder: 'notes',
      every: '7 days',
      next: 'nurture.over',
    },
    ...over,
  },
};

/** Once for each session that they booked: a reminder an hour before, and a mail of its own when it is cancelled. */
export const seat: Frozen = {
  ...base,
  journey: 'seat',
  again: { per: { of: 'seat.booked', property: 'session' } },
  enter: [{ on: 'seat.booked', at: 'nurture.reminder' }],
  steps: {
    'nurture.reminder': {
      kind: 'touch',
      due: [{ moment: '1 hour before the seat.booked.startsAt' }],
      mindset: 'educate',
      mail: 'reminder',
      topic: 'receipts',
      fill: {
        title: { of: 'seat.booked', property: 'title' },
        at: { moment: 'the seat.booked.startsAt' },
      },
      uselessAfter: { moment: 'the seat.booked.startsAt' },
      next: 'nurture.over',
    },
    ...over,
  },
  facts: {
    '1 hour before the seat.booked.startsAt': {
      kind: 'moment',
      anchor: { of: 'seat.booked', property: 'startsAt' },
      shift: { by: '1 hour', side: 'before' },
    },
    'the seat.booked.startsAt': {
      kind: 'moment',
      anchor: { of: 'seat.booked', property: 'startsAt' },
    },
    'did session.cancelled where session is the seat.booked.session': {
      kind: 'did',
      event: 'session.cancelled',
      where: { session: { of: 'seat.booked', property: 'session' } },
    },
    'did docs.read ever': { kind: 'did', event: 'docs.read', ever: true },
    '2027-08-20': { kind: 'moment', anchor: { day: '2027-08-20' } },
  },
};

/** In business days, in the mornings, and one of no use after three days. */
export const office: Frozen = {
  ...base,
  journey: 'office',
  during: 'mornings',
  enter: [{ by: 'list', at: 'nurture.tip' }],
  steps: {
    'nurture.tip': {
      kind: 'touch',
      due: ['2 business days'],
      mindset: 'educate',
      mail: 'tip',
      next: 'nurture.late',
    },
    'nurture.late': {
      kind: 'touch',
      due: ['2 business days'],
      mindset: 'educate',
      mail: 'late',
      during: 'anytime',
      uselessAfter: '3 days',
      next: 'nurture.now',
    },
    'nurture.now': {
      kind: 'touch',
      mindset: 'educate',
      mail: 'now',
      during: 'anytime',
      next: 'handoff.offer',
    },
    'handoff.offer': {
      kind: 'offer',
      team: 'far',
      because: { any: ['intent >= 10', 'did demo.requested'] },
      suggest: 'Ask.',
      answerIn: '4 business hours',
      accepted: 'nurture.over',
      unworked: 'nurture.over',
      rejected: {},
    },
    ...over,
  },
  facts: {
    'intent >= 10': { kind: 'score', axis: 'intent', atLeast: 10 },
    'did demo.requested': { kind: 'did', event: 'demo.requested' },
  },
  scores: {
    intent: { worth: [{ points: 20, signal: { kind: 'did', event: 'pricing.viewed' } }] },
  },
};
