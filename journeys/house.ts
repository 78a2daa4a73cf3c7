import type { House } from 'perennial-journeys/language';
import { z } from 'zod';

const instant = z.iso.datetime().transform((text) => new Date(text));

/** What this organisation can talk about. A fictional one: it sells software to teams, and courses to people. */
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
  },
  reasons: {
    'not-ready': { rest: '90 days' },
    'no-budget': { rest: '180 days' },
    'no-response': { rest: '30 days' },
    'wrong-person': {},
    'bad-fit': {},
  },
  teams: {
    'new-business': {
      name: 'New business',
      reps: [
        { id: 'rosa', name: 'Rosa Lindgren', email: 'rosa.lindgren@example.com' },
        { id: 'tomas', name: 'Tomás Oduya', email: 'tomas.oduya@example.com' },
      ],
    },
    enterprise: {
      name: 'Enterprise',
      reps: [
        { id: 'imke', name: 'Imke Verhoeven', email: 'imke.verhoeven@example.com' },
        { id: 'daniel', name: 'Daniel Asante', email: 'daniel.asante@example.com' },
      ],
    },
  },
  topics: {
    'product-tips': { name: 'Tips for your trial' },
    'field-notes': { name: 'Field notes and webinars' },
    courses: { name: 'Courses' },
  },
  senders: {
    ana: { name: 'Ana Ferreira', address: 'ana@example.com', replyTo: 'ana@example.com' },
    team: { name: 'The Fernworks team', address: 'hello@example.com' },
  },
  sender: 'team',
  postal: 'Fernworks Ltd, 12 Orchard Lane, Exampleton EX4 2PL',
  limits: { perWeek: 3, gap: '1 day' },
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
