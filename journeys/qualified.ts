import { all, any, did, trait } from './language.ts';

export const handRaised = any(did('demo.requested'), did('mail.replied'));

/** Looking at prices, or at what it saves: somebody is making a case. */
export const interested = any(
  did('pricing.viewed').within('10 days'),
  did('guide.downloaded', { topic: 'roi' }).within('30 days'),
);

/** Fits, wants and can: never by content alone. */
export const qualified = any(
  handRaised,
  all(interested, trait('role').oneOf('buyer', 'champion'), trait('employees').atLeast(50)),
);
