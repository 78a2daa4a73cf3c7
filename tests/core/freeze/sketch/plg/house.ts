import { z } from 'zod';
import type { House } from '../../../../../core/language/index.ts';

export const house = {
  stages: {
    activation: { owner: 'marketing', demand: 'create' },
    habit: { owner: 'marketing', demand: 'create' },
    limit: { owner: 'marketing', demand: 'capture' },
    handoff: { owner: 'marketing', demand: 'capture' },
    selling: { owner: 'sales', demand: 'fulfil' },
    dormant: { owner: 'marketing', demand: 'create' },
  },
  events: {
    'account.created': z.object({ plan: z.enum(['free', 'team']) }),
    'source.connected': z.object({ kind: z.string() }),
    'report.shared': z.object({ viewers: z.number() }),
    'teammate.joined': z.object({ seats: z.number() }),
    'limit.reached': z.object({ limit: z.enum(['rows', 'seats', 'sources']), used: z.number() }),
    'pricing.viewed': z.object({}),
    'contact.requested': z.object({}),
    'subscription.started': z.object({ plan: z.string(), seats: z.number() }),
  },
  traits: { role: z.enum(['maker', 'lead', 'buyer']), seats: z.number() },
  scores: { fit: {}, engagement: { halvesEvery: '30 days' }, intent: { halvesEvery: '10 days' } },
  reasons: {
    'not-ready': { rest: '90 days' },
    'no-budget': { rest: '180 days' },
    'no-response': { rest: '30 days' },
    'wrong-person': {},
    'happy-free': { rest: '120 days' },
    'bad-fit': {},
  },
  windows: {
    'work mornings': { days: 'mon-fri', from: '09:00', to: '11:30', zone: 'recipient' },
    anytime: {},
  },
  teams: { 'plg-desk': { reps: [{ id: 'rosa', name: 'Rosa', email: 'rosa@example.com' }] } },
  topics: { product: {}, ideas: {} },
  senders: {
    mira: { name: 'mira', address: 'mira@example.com' },
    team: { name: 'team', address: 'team@example.com' },
  },
  sender: 'team',
  postal: '1 Example Street',
  limits: { perWeek: 3, gap: '1 day' },
} satisfies House;
