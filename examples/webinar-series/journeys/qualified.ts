import { all, any, did, fit, intent } from './language.ts';

export const handRaised = any(did('demo.requested'), did('mail.replied'));
export const qualified = any(handRaised, all(fit.atLeast(40), intent.atLeast(30)));
