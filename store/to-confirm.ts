import type { Length } from '../core/length.ts';
import { lengthOf } from '../core/length.ts';
import type { ConsentGiven } from './consents.ts';
import type { Ctx } from './ctx.ts';

/** As long can a consent be confirmed; after that it was never given. */
const CONFIRMABLE: Length = '30 days';

/**
 * A consent as somebody says it is: where its topic asks for a confirmation, it counts once the mailbox itself has said so. Other grounds
 * than consent (a contract, a customer's soft opt-in) need none. Pure, but for the clock of `ctx`.
 */
export const toConfirm = (ctx: Ctx, consent: ConsentGiven): ConsentGiven =>
  consent.basis === 'consent' && ctx.house.topics[consent.topic]?.confirm !== undefined
    ? { ...consent, pendingUntil: ctx.now() + lengthOf(CONFIRMABLE, ctx.pace) }
    : consent;
