import { lengthOf } from './length.ts';

/** Where a fault of ours lies: at the mail server, with a sender, with the mailboxes of a domain, or with what that sender sends there. */
export type CircuitScope = 'server' | 'sender' | 'domain' | 'stream';

/** What is wrong. */
export const FAULTS = {
  away: 'the mail server cannot be reached',
  greeting: 'the mail server turns us away',
  tls: 'there is no secure connection to the mail server',
  login: 'the mail server refuses our login',
  busy: 'the mail server takes no more for now',
  sender: 'the mail server refuses this sender',
  slow: 'their mail server wants less of us for now',
  policy: 'their mail server refuses mail of this sender',
} as const;
export type FaultCode = keyof typeof FAULTS;

/** A fault that is no recipient's. `sure`: once is enough; else it may be an accident, and five in a row are none. */
export type Fault = Readonly<{ scope: CircuitScope; code: FaultCode; sure: boolean }>;

/** So many in a row, of one worker, without one accepted, are no accident. */
export const IN_A_ROW = 5;

/** How long after the `probes`-th try the next mail may try: half a minute, one, two …, a quarter of an hour; at least a second. Pure. */
export function backOff(probes: number, pace: number): number {
  const most = lengthOf('15 minutes', pace);
  const wait = lengthOf('0.5 minutes', pace) * 2 ** Math.min(probes, 10);
  return Math.max(1_000, Math.min(most, wait));
}
