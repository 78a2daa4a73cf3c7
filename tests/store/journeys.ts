import type { Frozen } from '../../core/frozen.ts';
import { small } from '../support/small-journey.ts';

/** Stronger than `small`, and done after one mail. */
export const flash: Frozen = {
  ...small,
  journey: 'flash',
  priority: 5,
  again: 'never',
  enter: [
    { by: 'list', at: 'nurture.flash' },
    { by: 'sales', at: 'nurture.flash' },
  ],
  whenever: [],
  steps: {
    'nurture.flash': { kind: 'touch', mindset: 'educate', mail: 'flash', next: 'nurture.over' },
    'nurture.over': { kind: 'end', as: 'done' },
  },
  facts: {},
};

/** Begins with what somebody does; its mails say what they did. */
export const trial: Frozen = {
  ...small,
  journey: 'trial',
  priority: 1,
  again: { after: '30 days' },
  enter: [{ on: 'trial.started', where: { plan: ['team', 'business'] }, at: 'nurture.fork' }],
  whenever: [],
  steps: {
    'nurture.fork': { kind: 'branch', cases: [], next: 'nurture.first' },
    'nurture.first': {
      kind: 'touch',
      mindset: 'convert',
      mail: 'first',
      fill: {
        plan: { of: 'trial.started', property: 'plan' },
        role: { trait: 'role' },
        year: 2026,
      },
      next: 'nurture.second',
    },
    'nurture.second': {
      kind: 'touch',
      due: ['1 day'],
      mindset: 'educate',
      mail: 'second',
      when: 'did pricing.viewed',
      from: 'ana',
      next: 'nurture.receipt',
    },
    'nurture.receipt': {
      kind: 'touch',
      mindset: 'educate',
      mail: 'receipt',
      topic: 'receipts',
      next: 'nurture.over',
    },
    'nurture.over': { kind: 'end', as: 'done' },
  },
  facts: { 'did pricing.viewed': { kind: 'did', event: 'pricing.viewed' } },
};

/** Begins when another came to its end. */
export const after: Frozen = {
  ...flash,
  journey: 'after',
  priority: 0,
  enter: [{ on: 'journey.ended', where: { journey: 'flash' }, at: 'nurture.flash' }],
};
