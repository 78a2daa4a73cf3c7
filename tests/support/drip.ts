import type { Facts } from '../../core/fact.ts';
import type { Frozen, FrozenStep, StepId } from '../../core/frozen.ts';

const mails = [
  'security-answers',
  'migration-guide',
  'customer-story',
  'pricing-explained',
  'first-week-checklist',
  'integration-tour',
  'team-workshop',
  'roadmap-notes',
  'extend-your-trial',
  'admin-handbook',
  'questions-welcome',
  'annual-review',
] as const;
const ids: readonly StepId[] = [...mails.map((mail) => `nurture.${mail}`), 'nurture.qualified'];

const touches: readonly (readonly [StepId, FrozenStep])[] = mails.map((mail, i) => [
  `nurture.${mail}`,
  { kind: 'touch', due: ['3 days'], mindset: 'educate', mail, next: ids[i + 1] ?? '' },
]);

/** A journey as long as they come: what a touch costs is measured on it. */
export const drip: Frozen = {
  language: 1,
  journey: 'drip',
  topic: 'tips',
  priority: 10,
  enter: [{ by: 'list', at: 'nurture.security-answers' }],
  stages: { nurture: { owner: 'marketing', demand: 'create' } },
  whenever: [{ when: 'did demo.requested', at: 'exit.done' }],
  steps: {
    ...Object.fromEntries(touches),
    'nurture.qualified': {
      kind: 'waitFor',
      for: { all: ['did pricing.viewed within 14 days', 'company_size >= 20'] },
      atMost: '90 days',
      met: 'exit.done',
      late: 'exit.done',
    },
    'exit.done': { kind: 'end', as: 'done' },
  },
  facts: {
    'did demo.requested': { kind: 'did', event: 'demo.requested' },
    'did pricing.viewed within 14 days': {
      kind: 'did',
      event: 'pricing.viewed',
      within: '14 days',
    },
    'company_size >= 20': { kind: 'trait', trait: 'company_size', is: { atLeast: 20 } },
  },
};
export const TOUCHES = mails.length;

/** What is commonly known of somebody who reads. */
export const dripFacts: Facts = {
  'did pricing.viewed within 14 days': {
    since: 1_764_000_000_000,
    last: 1_764_100_000_000,
    until: 1_765_209_600_000,
  },
  'company_size >= 20': { since: 1_763_000_000_000 },
};
