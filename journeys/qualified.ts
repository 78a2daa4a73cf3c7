import { all, any, did, fit, intent } from './language.ts';

export const handRaised = any(did('demo.requested'), did('mail.replied'));

/** Prices looked at again and again, or prices and what it saves: somebody is making a case. It fades within days. */
export const interested = intent.atLeast(20);

/** Fits, wants and can: never by content alone. */
export const qualified = any(handRaised, all(fit.atLeast(40), intent.atLeast(30)));
