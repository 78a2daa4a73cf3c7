import type { House } from 'perennial-journeys/language';
import { z } from 'zod';

const instant = z.iso.datetime().transform((text) => new Date(text));

/** Kestrel Metering, a fictional company in New York: it measures what buildings use, and teaches what one sees then in series of talks. */
export const house = {
  stages: {
    seated: { owner: 'marketing', demand: 'create' },
    replay: { owner: 'marketing', demand: 'create' },
    'called-off': { owner: 'marketing', demand: 'create' },
    between: { owner: 'marketing', demand: 'create' },
    handoff: { owner: 'marketing', demand: 'capture' },
    selling: { owner: 'sales', demand: 'fulfil' },
    'in-touch': { owner: 'marketing', demand: 'create', recycle: true },
  },
  events: {
    /** Sent again when the date or the speaker changes: the latest counts. */
    'session.registered': z.object({
      series: z.string(),
      seriesTitle: z.string(),
      session: z.string(),
      title: z.string(),
      speaker: z.string(),
      startsAt: instant,
    }),
    'session.cancelled': z.object({ session: z.string(), title: z.string(), why: z.string() }),
    'session.attended': z.object({
      series: z.string(),
      session: z.string(),
      minutes: z.number(),
    }),
    'replay.watched': z.object({ session: z.string(), minutes: z.number() }),
    'pricing.viewed': z.object({}),
    'demo.requested': z.object({}),
  },
  traits: {
    firstName: z.string(),
    company: z.string(),
    role: z.enum(['engineer', 'manager', 'owner']),
    buildings: z.number(),
  },
  scores: { fit: {}, engagement: { halvesEvery: '60 days' }, intent: { halvesEvery: '14 days' } },
  reasons: {
    'not-ready': { rest: '90 days' },
    'no-response': { rest: '30 days' },
    'wrong-person': {},
    'bad-fit': {},
  },
  zone: 'America/New_York',
  hours: { days: 'mon-fri', from: '09:00', to: '17:00' },
  holidays: [
    '2026-11-26',
    '2026-12-25',
    '2027-01-01',
    '2027-01-18',
    '2027-02-15',
    '2027-05-31',
    '2027-07-05',
    '2027-09-06',
    '2027-11-25',
    '2027-12-24',
  ],
  windows: {
    mornings: { days: 'tue-thu', from: '08:30', to: '11:00', zone: 'recipient' },
    'working hours': { days: 'mon-fri', from: '09:00', to: '17:00', zone: 'recipient' },
    anytime: {},
  },
  teams: {
    sales: {
      name: 'Sales',
      reps: [
        { id: 'dolores', name: 'Dolores Quintero', email: 'dolores.quintero@example.com' },
        { id: 'ian', name: 'Ian Thackeray', email: 'ian.thackeray@example.com' },
      ],
      open: 20,
    },
  },
  topics: {
    webinars: { name: 'Talks about buildings' },
    'your-seat': { name: 'Seats that you took', service: true },
  },
  senders: {
    hal: { name: 'Hal Okoro', address: 'hal@example.com', replyTo: 'hal@example.com' },
    host: { name: 'The hosts at Kestrel Metering', address: 'talks@example.com' },
  },
  sender: 'host',
  postal: 'Kestrel Metering Inc., 41 Sample Street, Brooklyn NY 11201',
  limits: { perWeek: 3, gap: '1 day' },
  says: {
    'session.registered': 'took a seat in a talk',
    'session.registered.startsAt': 'the talk begins',
    'session.registered.session': 'the talk that they have a seat in',
    'session.registered.series': 'the series that it belongs to',
    'session.cancelled': 'had their talk called off',
    'session.attended': 'came to a talk',
    'replay.watched': 'watched a replay',
    'pricing.viewed': 'looked at the prices',
    'demo.requested': 'asked for a demo',
    role: 'are the … of buildings',
    buildings: 'look after … buildings',
  },
} satisfies House;
