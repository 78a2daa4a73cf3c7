import type { House } from 'perennial-journeys/language';
import { z } from 'zod';

const instant = z.iso.datetime().transform((text) => new Date(text));

/** What this organisation can talk about. A fictional one: it sells software to teams, and courses to people. */
export const house = {
  stages: {
    awareness: { owner: 'marketing', demand: 'create' },
    nurture: { owner: 'marketing', demand: 'create' },
    'follow-up': { owner: 'marketing', demand: 'create', recycle: true },
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
    firstName: z.string(),
    lastName: z.string(),
    company: z.string(),
    role: z.enum(['user', 'buyer', 'champion']),
    employees: z.number(),
    country: z.string(),
    city: z.string(),
    occupation: z.string(),
    interest: z.string(),
    leadSource: z.string(),
    language: z.string(),
  },
  scores: { fit: {}, engagement: { halvesEvery: '30 days' }, intent: { halvesEvery: '10 days' } },
  reasons: {
    'not-ready': { rest: '90 days' },
    'no-budget': { rest: '180 days' },
    'no-response': { rest: '30 days' },
    'wrong-person': {},
    'bad-fit': {},
  },
  zone: 'Europe/London',
  hours: { days: 'mon-fri', from: '09:00', to: '17:00' },
  holidays: [
    '2026-12-25',
    '2026-12-28',
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-03',
    '2027-05-31',
    '2027-08-30',
    '2027-12-27',
    '2027-12-28',
  ],
  windows: {
    'office mornings': { days: 'tue-thu', from: '09:00', to: '11:30', zone: 'recipient' },
    'working hours': { days: 'mon-fri', from: '09:00', to: '17:00', zone: 'recipient' },
    anytime: {},
  },
  teams: {
    'new-business': {
      name: 'New business',
      hours: { days: 'mon-fri', from: '08:00', to: '18:00' },
      open: 25,
      reps: [
        { id: 'rosa', name: 'Rosa Lindgren', email: 'rosa.lindgren@example.com' },
        { id: 'tomas', name: 'Tomás Oduya', email: 'tomas.oduya@example.com' },
      ],
    },
    enterprise: {
      name: 'Enterprise',
      open: 8,
      reps: [
        { id: 'imke', name: 'Imke Verhoeven', email: 'imke.verhoeven@example.com' },
        { id: 'daniel', name: 'Daniel Asante', email: 'daniel.asante@example.com' },
      ],
    },
  },
  topics: {
    'product-tips': { name: 'Tips for your trial', names: { de: 'Tipps für Ihre Testphase' } },
    'field-notes': {
      name: 'Field notes and webinars',
      names: { de: 'Notizen aus der Praxis und Webinare' },
    },
    'your-seat': { name: 'Seats that you took', service: true },
    courses: { name: 'Courses', names: { de: 'Kurse' } },
  },
  senders: {
    ana: { name: 'Ana Ferreira', address: 'ana@example.com', replyTo: 'ana@example.com' },
    team: { name: 'The Fernworks team', address: 'hello@example.com' },
  },
  sender: 'team',
  postal: 'Fernworks Ltd, 12 Orchard Lane, Exampleton EX4 2PL',
  limits: { perWeek: 3, gap: '1 day' },
  utm: { domains: ['fernworks.example'], source: 'perennial', medium: 'email' },
  says: {
    'trial.started': 'started a trial',
    'trial.started.endsAt': 'the trial ends',
    'workspace.invited': 'invited their team',
    'pricing.viewed': 'looked at the prices',
    'guide.downloaded': 'downloaded a guide',
    'webinar.registered': 'took a seat in a webinar',
    'webinar.registered.startsAt': 'the webinar begins',
    'webinar.attended': 'came to a webinar',
    'demo.requested': 'asked for a demo',
    role: 'are a …',
    employees: 'have … employees',
  },
} satisfies House;
