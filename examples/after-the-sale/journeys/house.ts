import type { House } from 'perennial-journeys/language';
import { z } from 'zod';

const instant = z.iso.datetime().transform((text) => new Date(text));

/** Larkfield Cold Chain, a fictional company in Sydney: it watches fridges that must not get warm. All of these people are customers already. */
export const house = {
  stages: {
    onboarding: { owner: 'marketing', demand: 'create' },
    adoption: { owner: 'marketing', demand: 'create' },
    expansion: { owner: 'marketing', demand: 'capture' },
    success: { owner: 'success', demand: 'fulfil' },
    renewal: { owner: 'marketing', demand: 'capture' },
    advocate: { owner: 'marketing', demand: 'create' },
    'at-risk': { owner: 'marketing', demand: 'create' },
    former: { owner: 'marketing', demand: 'create', recycle: true },
  },
  events: {
    'contract.signed': z.object({ contract: z.string(), seats: z.number(), endsAt: instant }),
    'contract.renewed': z.object({ contract: z.string(), endsAt: instant }),
    'contract.ended': z.object({ contract: z.string() }),
    'kickoff.held': z.object({}),
    'feature.used': z.object({ feature: z.enum(['sensors', 'board', 'alarms', 'api']) }),
    'seats.full': z.object({ used: z.number() }),
    /** The period counted up: billing sends it a hundred days before a contract ends. */
    'usage.reported': z.object({ alarms: z.number(), saved: z.number() }),
    'ticket.opened': z.object({ severity: z.enum(['low', 'high']) }),
    'nps.answered': z.object({ score: z.number() }),
    'expansion.asked': z.object({}),
  },
  traits: {
    firstName: z.string(),
    company: z.string(),
    role: z.enum(['manager', 'technician', 'buyer']),
    contractEnds: instant,
    health: z.enum(['green', 'amber', 'red']),
  },
  scores: { engagement: { halvesEvery: '30 days' }, intent: { halvesEvery: '14 days' } },
  reasons: {
    'not-ready': { rest: '60 days' },
    'no-budget': { rest: '90 days' },
    'unhappy-now': { rest: '60 days', of: 'success' },
    'no-response': { rest: '30 days' },
    'wrong-person': {},
  },
  zone: 'Australia/Sydney',
  hours: { days: 'mon-fri', from: '08:30', to: '17:00' },
  holidays: [
    '2026-12-25',
    '2026-12-28',
    '2027-01-01',
    '2027-01-26',
    '2027-03-26',
    '2027-03-29',
    '2027-04-26',
    '2027-06-14',
    '2027-10-04',
    '2027-12-27',
    '2027-12-28',
  ],
  windows: {
    mornings: { days: 'mon-fri', from: '08:30', to: '11:00', zone: 'recipient' },
    anytime: {},
  },
  teams: {
    'customer-success': {
      name: 'Customer success',
      owner: 'success',
      reps: [
        { id: 'lee', name: 'Lee Marchetti', email: 'lee.marchetti@example.com' },
        { id: 'odette', name: 'Odette Nakamura', email: 'odette.nakamura@example.com' },
      ],
      open: 40,
    },
    renewals: {
      name: 'Renewals',
      owner: 'success',
      reps: [{ id: 'bram', name: 'Bram Tuilagi', email: 'bram.tuilagi@example.com' }],
      open: 40,
    },
  },
  topics: {
    'getting-started': { name: 'Getting the most out of it' },
    'customer-news': { name: 'Notes for customers' },
    'your-contract': { name: 'Notices about your contract', service: true },
  },
  senders: {
    lee: { name: 'Lee Marchetti', address: 'lee@example.com', replyTo: 'lee@example.com' },
    team: { name: 'Everybody at Larkfield', address: 'hello@example.com' },
  },
  sender: 'team',
  postal: 'Larkfield Cold Chain Pty Ltd, 7 Specimen Parade, Sydney NSW 2000',
  limits: { perWeek: 2, gap: '2 days' },
  says: {
    'contract.signed': 'signed a contract',
    'contract.renewed': 'renewed their contract',
    'contract.ended': 'let their contract end',
    'kickoff.held': 'had their kick-off',
    'feature.used': 'used a part of it',
    'seats.full': 'ran out of seats',
    'usage.reported': 'had their year counted up',
    'ticket.opened': 'opened a ticket',
    'nps.answered': 'told us how happy they are',
    'expansion.asked': 'asked for more',
    contractEnds: 'the contract ends',
    health: 'are doing …',
    role: 'are a …',
  },
} satisfies House;
