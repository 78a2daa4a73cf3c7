import type { House } from 'perennial-journeys/language';
import { z } from 'zod';

/** Tallybird, a fictional company in Berlin: reports from the tables that a team already has. Free for five, paid beyond. */
export const house = {
  stages: {
    activation: { owner: 'marketing', demand: 'create' },
    habit: { owner: 'marketing', demand: 'create' },
    limit: { owner: 'marketing', demand: 'capture' },
    handoff: { owner: 'marketing', demand: 'capture' },
    selling: { owner: 'sales', demand: 'fulfil' },
    dormant: { owner: 'marketing', demand: 'create', recycle: true },
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
  traits: {
    firstName: z.string(),
    company: z.string(),
    role: z.enum(['maker', 'lead', 'buyer']),
    employees: z.number(),
  },
  scores: { fit: {}, engagement: { halvesEvery: '30 days' }, intent: { halvesEvery: '10 days' } },
  reasons: {
    'not-ready': { rest: '90 days' },
    'no-budget': { rest: '180 days' },
    'no-response': { rest: '30 days' },
    'wrong-person': {},
    'happy-free': { rest: '120 days' },
    'bad-fit': {},
  },
  zone: 'Europe/Berlin',
  hours: { days: 'mon-fri', from: '09:00', to: '17:30' },
  holidays: [
    '2026-12-25',
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-06',
    '2027-05-17',
    '2027-12-27',
  ],
  windows: {
    'work mornings': { days: 'mon-fri', from: '09:00', to: '11:30', zone: 'recipient' },
    anytime: {},
  },
  teams: {
    'plg-desk': {
      name: 'The desk for larger teams',
      reps: [
        { id: 'yasemin', name: 'Yasemin Kurt', email: 'yasemin.kurt@example.com' },
        { id: 'ole', name: 'Ole Brandvold', email: 'ole.brandvold@example.com' },
      ],
      open: 40,
    },
  },
  topics: {
    product: { name: 'Getting started' },
    ideas: { name: 'Ideas from other teams' },
    'your-workspace': { name: 'Notices about your workspace', service: true },
  },
  senders: {
    mira: { name: 'Mira Soltau', address: 'mira@example.com', replyTo: 'mira@example.com' },
    team: { name: 'The people of Tallybird', address: 'hello@example.com' },
  },
  sender: 'team',
  postal: 'Tallybird GmbH, Beispielufer 8, 10999 Berlin',
  limits: { perWeek: 3, gap: '1 day' },
  says: {
    'account.created': 'made a workspace',
    'source.connected': 'connected a source',
    'report.shared': 'shared a report',
    'teammate.joined': 'were joined by a colleague',
    'limit.reached': 'came to a limit of the free plan',
    'pricing.viewed': 'looked at the prices',
    'contact.requested': 'asked to be called',
    'subscription.started': 'started to pay',
    role: 'are a …',
    employees: 'work with … people',
  },
} satisfies House;
