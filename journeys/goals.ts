import { build, did, grow } from './language.ts';

/** The scores that the numbers below were agreed with: `perennial goals` names those in force. */
const agreedWith = 'b426da6e';

/** Near and far, and never volume alone: each quarter's handoffs, what sales makes of them, and what it takes to get there. */
const quarters = ['2026-12-31', '2027-03-31', '2027-06-30', '2027-09-30', '2027-12-31'] as const;

export const handoffs = quarters.map((by, i) =>
  grow('handoff', {
    to: 90 + 10 * i,
    per: 'quarter',
    by,
    keeping: { atLeast: 0.45, reach: 'selling', within: '14 days' },
    scoreVersion: agreedWith,
  }),
);

export const customers = grow('selling', {
  to: 54,
  per: 'quarter',
  by: '2027-12-31',
  keeping: { atLeast: 0.3, reach: 'won', within: '120 days' },
  scoreVersion: agreedWith,
});

export const firstWeek = build('A first week worth telling', {
  proof: did('workspace.invited'),
  from: 0.22,
  to: 0.3,
  by: '2028-06-30',
});
