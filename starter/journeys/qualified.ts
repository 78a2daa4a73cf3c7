import { all, any, did, trait } from './language.ts';

/** They say it themselves. */
export const handRaised = any(did('demo.requested'), did('mail.replied'));

export const interested = did('pricing.viewed').within('14 days');

/** When a lead is ready for sales: never by reading alone. */
export const qualified = any(
  handRaised,
  all(interested, trait('role').oneOf('owner', 'planner'), trait('employees').atLeast(20)),
);
