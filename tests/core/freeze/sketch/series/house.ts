import { z } from 'zod';
import type { House } from '../../../../../core/language/index.ts';

const instant = z.iso.datetime().transform((text) => new Date(text));

export const house = {
  stages: {
    seated: { owner: 'marketing', demand: 'create' },
    'called-off': { owner: 'marketing', demand: 'create' },
    replay: { owner: 'marketing', demand: 'create' },
    between: { owner: 'marketing', demand: 'create' },
    handoff: { owner: 'marketing', demand: 'capture' },
    selling: { owner: 'sales', demand: 'fulfil' },
  },
  events: {
    'session.registered': z.object({
      series: z.string(),
      session: z.string(),
      title: z.string(),
      speaker: z.string(),
      startsAt: instant,
    }),
    'session.changed': z.object({ session: z.string(), speaker: z.string(), startsAt: instant }),
    'session.cancelled': z.object({ session: z.string(), why: z.string() }),
    'session.attended': z.object({ series: z.string(), session: z.string(), minutes: z.number() }),
    'replay.watched': z.object({ session: z.string(), minutes: z.number() }),
    'demo.requested': z.object({}),
  },
  traits: { role: z.enum(['user', 'buyer', 'champion']) },
  scores: { fit: {}, engagement: { halvesEvery: '30 days' }, intent: { halvesEvery: '10 days' } },
  reasons: {
    'not-ready': { rest: '90 days' },
    'no-response': { rest: '30 days' },
    'wrong-person': {},
    'bad-fit': {},
  },
  windows: { mornings: {}, anytime: {} },
  teams: { sales: { reps: [{ id: 'rosa', name: 'Rosa', email: 'rosa@example.com' }] } },
  topics: { webinars: {}, 'your-seat': { service: true } },
  senders: { host: { name: 'host', address: 'host@example.com' } },
  sender: 'host',
  postal: '1 Example Street',
  limits: { perWeek: 3, gap: '1 day' },
} satisfies House;
