import type { Fault, FaultCode } from '../core/circuit.ts';
import type { BackKind } from './back/back.ts';
import { type Failing, failingOf } from './back/failing.ts';
import { type Failure, isMailFrom, isTemporary, spoke } from './failure.ts';

/** What a server refuses for good before it has heard of any mail, it refuses everybody. Pure. */
export function connectionFault(failure: Failure): Fault {
  return { scope: 'server', code: codeOf(failure), sure: spoke(failure) && !isTemporary(failure) };
}

function codeOf(failure: Failure): FaultCode {
  if (failure.code === 'EAUTH') return 'login';
  if (failure.code === 'ETLS') return 'tls';
  return spoke(failure) ? 'greeting' : 'away';
}

/** Whose fault the reply to a mail is; undefined where it is about this mail or its reader alone. Pure. */
export function faultOf(failure: Failure, reply: string): Fault | undefined {
  if (isMailFrom(failure)) return isTemporary(failure) ? BUSY : SENDER;
  if (failure.responseCode === 421) return SLOW;
  const failing = failingOf(reply);
  if (isTemporary(failure)) return failing.kind === 'block' ? SLOW : undefined;
  return isAgainstUs(failing) ? POLICY : undefined;
}

const BUSY: Fault = { scope: 'server', code: 'busy', sure: false };
const SENDER: Fault = { scope: 'sender', code: 'sender', sure: true };
const SLOW: Fault = { scope: 'domain', code: 'slow', sure: true };
const POLICY: Fault = { scope: 'stream', code: 'policy', sure: true };

/** A mail that is too large, or broken, is that mail's fault. */
function isAgainstUs({ kind, why, status = '5.7' }: Failing): boolean {
  if (kind === 'block' || why === 'authentication') return true;
  return kind === 'policy' && why !== 'size' && status.startsWith('5.7');
}

/**
 * What a reply to a mail says of its reader, as a mail that came back would: `soft` of a mailbox that takes nothing, `delayed` of a server that
 * takes it later. Undefined where it is no reply. Pure.
 */
export function saidOf(reply: string): Said | undefined {
  if (!/^[45]\d\d/.test(reply)) return undefined;
  const { kind, why, ...rest } = failingOf(reply);
  const isMailbox = /^4\.2\.[12]$/.test(rest.status ?? '') && why !== 'for the time being';
  const later = reply.startsWith('4') && !isMailbox;
  // only the number at RCPT TO proves that there is nobody, and that is told apart before
  const said = kind === 'hard' ? 'soft' : kind;
  return { kind: said === 'soft' && later ? 'delayed' : said, why, ...rest };
}
export type Said = Readonly<{ kind: BackKind; why: string; status?: string }>;
