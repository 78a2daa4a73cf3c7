import { build, grow } from './language.ts';
import { activated } from './qualified.ts';

/** The scores that the numbers below were agreed with: `perennial goals` names those in force. */
const agreedWith = '0c5d76c9';
const quarters = ['2026-12-31', '2027-03-31', '2027-06-30', '2027-09-30', '2027-12-31'] as const;

export const larger = quarters.map((by) =>
  grow('handoff', {
    to: 40,
    per: 'quarter',
    by,
    keeping: { atLeast: 0.5, reach: 'selling', within: '14 days' },
    scoreVersion: agreedWith,
  }),
);

export const activation = build('More workspaces that are used by a team', {
  proof: activated,
  from: 0.18,
  to: 0.27,
  by: '2028-06-30',
});
