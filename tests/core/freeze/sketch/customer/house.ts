import { z } from 'zod';
import type { House } from '../../../../../core/language/index.ts';

const instant = z.iso.datetime().transform((text) => new Date(text));

export const house = {
  stages: {
    onboarding: { owner: 'marketing', demand: 'fulfil' },
    adoption: { owner: 'marketing', demand: 'create' },
    expansion: { owner: 'marketing', demand: 'capture' },
    success: { owner: 'success', demand: 'fulfil' },
    renewal: { owner: 'marketing', demand: 'capture' },
    advocate: { owner: 'marketing', demand: 'create' },
    'at-risk': { owner: 'marketing', demand: 'create' },
    former: { owner: 'marketing', demand: 'create' },
  },
  events: {
    'contract.signed': z.object({ contract: z.string(), seats: z.number(), endsAt: instant }),
    'contract.renewed': z.object({ contract: z.string(), endsAt: instant }),
    'contract.ended': z.object({ contract: z.string() }),
    'kickoff.held': z.object({}),
    'feature.used': z.object({ feature: z.enum(['import', 'dashboards', 'alerts', 'api']) }),
    'seats.full': z.object({ used: z.number() }),
    'nps.answered': z.object({ score: z.number() }),
    'ticket.opened': z.object({ severity: z.enum(['low', 'high']) }),
    'expansion.asked': z.object({}),
    'review.written': z.object({}),
  },
  traits: {
    role: z.enum(['admin', 'user', 'buyer']),
    contractEnds: instant,
    health: z.enum(['green', 'amber', 'red']),
  },
  scores: { fit: {}, engagement: { halvesEvery: '30 days' }, intent: { halvesEvery: '14 days' } },
  reasons: {
    'not-ready': { rest: '60 days' },
    'no-budget': { rest: '90 days' },
    'unhappy-now': { rest: '60 days', of: 'success' },
    'no-response': { rest: '30 days' },
    'wrong-person': {},
    'bad-fit': { of: 'sales' },
  },
  windows: { mornings: {}, anytime: {} },
  teams: {
    'customer-success': {
      owner: 'success',
      reps: [{ id: 'rosa', name: 'Rosa', email: 'rosa@example.com' }],
    },
    renewals: { owner: 'success', reps: [{ id: 'rosa', name: 'Rosa', email: 'rosa@example.com' }] },
    'new-business': { reps: [{ id: 'rosa', name: 'Rosa', email: 'rosa@example.com' }] },
  },
  topics: { 'getting-started': {}, 'customer-news': {} },
  senders: {
    lee: { name: 'lee', address: 'lee@example.com' },
    team: { name: 'team', address: 'team@example.com' },
  },
  sender: 'team',
  postal: '1 Example Street',
  limits: { perWeek: 3, gap: '1 day' },
} satisfies House;
