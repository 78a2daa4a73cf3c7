import type { House } from 'perennial-journeys/language';
import { z } from 'zod';

/** What you can talk about. Everything here is made up: put your own in its place, and the editor tells what no longer fits. */
export const house = {
  stages: {
    nurture: { owner: 'marketing', demand: 'create' },
    handoff: { owner: 'marketing', demand: 'capture' },
    selling: { owner: 'sales', demand: 'fulfil' },
    recycle: { owner: 'marketing', demand: 'create' },
  },
  events: {
    'guide.requested': z.object({}),
    'pricing.viewed': z.object({}),
    'demo.requested': z.object({}),
  },
  traits: {
    firstName: z.string(),
    company: z.string(),
    role: z.enum(['owner', 'planner', 'staff']),
    employees: z.number(),
  },
  reasons: {
    'not-ready': { rest: '90 days' },
    'no-response': { rest: '30 days' },
    'bad-fit': {},
  },
  teams: {
    sales: {
      name: 'Sales',
      reps: [{ id: 'kim', name: 'Kim Adler', email: 'kim.adler@example.com' }],
    },
  },
  topics: { notes: { name: 'Notes on planning work' } },
  senders: {
    lena: { name: 'Lena Brandt', address: 'lena@example.com', replyTo: 'lena@example.com' },
  },
  sender: 'lena',
  postal: 'Northlight Ltd, 3 Harbour Row, Exampleton EX1 4QT',
  limits: { perWeek: 3, gap: '1 day' },
  says: {
    'guide.requested': 'asked for the guide',
    'pricing.viewed': 'looked at the prices',
    'demo.requested': 'asked for a demo',
    role: 'are …',
    employees: 'have … employees',
  },
} satisfies House;
