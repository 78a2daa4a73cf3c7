import { z } from 'zod';
import type { House } from '../../../core/language/index.ts';

const instant = z.iso.datetime().transform((text) => new Date(text));

/** The sample's house and more: scores, windows and a team of success. */
export const house = {
  stages: {
    awareness: { owner: 'marketing', demand: 'create' },
    nurture: { owner: 'marketing', demand: 'create' },
    handoff: { owner: 'marketing', demand: 'capture' },
    selling: { owner: 'sales', demand: 'fulfil' },
    success: { owner: 'success', demand: 'fulfil' },
    recycle: { owner: 'marketing', demand: 'create' },
  },
  events: {
    'trial.started': z.object({ plan: z.enum(['team', 'business']), endsAt: instant }),
    'guide.downloaded': z.object({ topic: z.enum(['security', 'roi', 'migration']) }),
    'pricing.viewed': z.object({}),
    'webinar.registered': z.object({ webinar: z.string(), title: z.string(), startsAt: instant }),
    'webinar.attended': z.object({ webinar: z.string(), minutes: z.number() }),
    'demo.requested': z.object({}),
  },
  traits: {
    country: z.string(),
    role: z.enum(['user', 'buyer', 'champion']),
    employees: z.number(),
    contractEnds: instant,
  },
  scores: { fit: {}, intent: { halvesEvery: '10 days' } },
  reasons: {
    'not-ready': { rest: '90 days' },
    'no-budget': { rest: '180 days' },
    'no-response': { rest: '30 days' },
    'wrong-person': {},
    'bad-fit': {},
    'unhappy-now': { of: 'success' },
  },
  teams: {
    'new-business': { reps: [{ id: 'rosa', name: 'Rosa', email: 'rosa@example.com' }] },
    enterprise: { owner: 'sales', reps: [{ id: 'imke', name: 'Imke', email: 'imke@example.com' }] },
    care: { owner: 'success', reps: [{ id: 'lee', name: 'Lee', email: 'lee@example.com' }] },
  },
  windows: { mornings: {}, anytime: {} },
  topics: { 'product-tips': {}, 'your-seat': { service: true } },
  senders: { ana: { name: 'Ana', address: 'ana@example.com' } },
  sender: 'ana',
  postal: '1 Example Street',
  limits: { perWeek: 3, gap: '1 day' },
} satisfies House;
