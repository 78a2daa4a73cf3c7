import { type Composed, compose } from './compose.ts';
import type { Merge } from './merge.ts';
import { type Envelope, messageOf } from './message.ts';
import type { Sent } from './sent.ts';
import type { Template } from './template.ts';
import type { Transport } from './transport.ts';

/** A mail as somebody would get it, to be looked at. Pure; it is `compose`, so that what is shown is what is sent. */
export const preview = (template: Template, merge: Merge): Composed => compose(template, merge);

/** Sends one mail to somebody of ours, as a prospect would get it; no ledger, no journey, and whoever calls has asked `mayMail`. */
export function sendTest(
  transport: Pick<Transport, 'sendPlain'>,
  composed: Composed,
  envelope: Envelope,
): Promise<Exclude<Sent, { kind: 'revoked' }>> {
  return transport.sendPlain(messageOf(composed, envelope));
}
