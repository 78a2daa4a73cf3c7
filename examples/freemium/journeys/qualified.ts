import { all, any, did, fit, intent } from './language.ts';

export const connected = did('source.connected');
export const shared = did('report.shared', { viewers: { atLeast: 2 } });
export const joined = did('teammate.joined');
/** They have got out of it what it is for: a source, somebody who looks at it, and a colleague. */
export const activated = all(connected, shared, joined);
const halfway = any(all(connected, shared), all(connected, joined), all(shared, joined));

export const handRaised = any(did('contact.requested'), did('mail.replied'));

/** Whoever asks gets a person. Else: the team is large, works with it, and wants more. */
export const productQualified = any(handRaised, all(fit.atLeast(40), halfway, intent.atLeast(30)));
