import { z } from 'zod';
import type { House } from '../../../../../core/language/index.ts';

const instant = z.iso.datetime().transform((text) => new Date(text));

export const house = {
  stages: {
    awareness: { owner: 'marketing', demand: 'create' },
    nurture: { owner: 'marketing', demand: 'create' },
    handoff: { owner: 'marketing', demand: 'capture' },
    selling: { owner: 'sales', demand: 'fulfil' },
    recycle: { owner: 'marketing', demand: 'create' },
  },
  events: {
    'trial.started': z.object({ plan: z.enum(['team', 'business']), endsAt: instant }),
    'workspace.invited': z.object({ invitees: z.number() }),
    'pricing.viewed': z.object({}),
    'guide.downloaded': z.object({ topic: z.enum(['security', 'roi', 'migration']) }),
    'webinar.registered': z.object({ webinar: z.string(), title: z.string(), startsAt: instant }),
    'webinar.attended': z.object({ webinar: z.string(), minutes: z.number() }),
    'demo.requested': z.object({}),
  },
  traits: {
    country: z.string(),
    role: z.enum(['user', 'buyer', 'champion']),
    employees: z.number(),
  },
  scores: { fit: {}, engagement: { halvesEvery: '30 days' }, intent: { halvesEvery: '10 days' } },
  reasons: {
    'not-ready': { rest: '90 days' },
    'no-budget': { rest: '180 days' },
    'no-response': { rest: '30 days' },
    'wrong-person': {},
    'bad-fit': {},
  },
  windows: {
    'office mornings': { days: 'tue-thu', from: '09:00', to: '11:30', zone: 'recipient' },
    anytime: {},
  },
  teams: {
    'new-business': { reps: [{ id: 'rosa', name: 'Rosa', email: 'rosa@example.com' }] },
    enterprise: { reps: [{ id: 'rosa', name: 'Rosa', email: 'rosa@example.com' }] },
  },
  topics: { 'product-tips': {}, 'field-notes': {} },
  senders: {
    ana: { name: 'ana', address: 'ana@example.com' },
    team: { name: 'team', address: 'team@example.com' },
  },
  sender: 'team',
  postal: '1 Example Street',
  limits: { perWeek: 3, gap: '1 day' },
} satisfies House;
