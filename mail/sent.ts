import type { Fault } from '../core/circuit.ts';
import { connectionFault, faultOf } from './fault.ts';
import { type Failure, isClosingOnRecipient, isMailFrom, isTemporary, spoke } from './failure.ts';

/**
 * What became of one sending. `reply` is the mail server's word: it may hold an address, so it goes to the ledger and nowhere else.
 */
export type Sent =
  | Readonly<{ kind: 'accepted'; reply: string }>
  /** For good. `badAddress`: there is no such address. `fault`: it is us whom they refuse. */
  | Readonly<{ kind: 'refused'; reply: string; badAddress: boolean; fault?: Fault }>
  /** Not now. Nothing was accepted; the gate may or may not have been passed. */
  | Readonly<{ kind: 'deferred'; reply: string; fault?: Fault }>
  /** The server could not be talked to, or our side of it is wrong. Nothing was accepted and the gate was not passed: send again freely. */
  | Readonly<{ kind: 'unsent'; reply: string; fault?: Fault }>
  /** The last bytes left and no definite word came back: it may have been accepted. */
  | Readonly<{ kind: 'unknown'; reply: string }>
  /** The gate was not opened. Nothing was accepted. */
  | Readonly<{ kind: 'revoked' }>;

/** RFC 3463: bad mailbox, bad system, bad syntax, moved, null MX. */
const NO_SUCH_ADDRESS = /\b5\.1\.(1|2|3|6|10)\b/;

/** What a failed sending means. `passed`: the last bytes may have left. Pure. */
export function classify(failure: Failure, passed: boolean): Sent {
  const reply = wordOf(failure);
  // Only the reply to the message itself is an answer once the last bytes left.
  if (passed && !(failure.code === 'EMESSAGE' && spoke(failure))) return { kind: 'unknown', reply };
  if (!spoke(failure) || !aboutTheMail(failure))
    return { kind: 'unsent', reply, fault: connectionFault(failure) };
  return answered(failure, reply);
}

function answered(failure: Failure, reply: string): Sent {
  const badAddress = isRecipient(failure) && NO_SUCH_ADDRESS.test(reply);
  if (badAddress && !isTemporary(failure)) return { kind: 'refused', reply, badAddress };
  const fault = faultOf(failure, reply);
  const said = { reply, ...(fault && { fault }) };
  if (isTemporary(failure)) return { kind: 'deferred', ...said };
  // Refused as a sender: our fault, and no recipient's.
  if (isMailFrom(failure)) return { kind: 'unsent', ...said };
  return { kind: 'refused', badAddress: false, ...said };
}

const isRecipient = ({ command }: Failure): boolean => command === 'RCPT TO';

/** Everything else (greeting, EHLO, STARTTLS, AUTH) is about the connection. */
const aboutTheMail = (failure: Failure): boolean =>
  failure.code === 'EENVELOPE' || failure.code === 'EMESSAGE' || isClosingOnRecipient(failure);

/** A reply for the ledger: one line, at most 500 characters. */
export const oneLineReply = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 500);

const wordOf = ({ response, message, code }: Failure): string =>
  oneLineReply(response ?? `${code ?? 'error'}: ${message}`);
