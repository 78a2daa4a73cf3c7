import type { HouseData } from '../../core/house.ts';

/** What the small journey needs of a house. */
export const house: HouseData = {
  stages: {},
  teams: { 'new-business': { reps: [{ id: 'rosa', name: 'Rosa', email: 'rosa@sales.example' }] } },
  reasons: { 'not-ready': { rest: '90 days' }, 'bad-fit': {} },
  topics: { tips: { name: 'Tips' } },
  senders: { team: { name: 'The team', address: 'team@example.com' } },
  sender: 'team',
  postal: '1 Example Street, Exampleton',
  limits: { perWeek: 3, gap: '1 day' },
};
