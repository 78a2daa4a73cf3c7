import { type Fault, IN_A_ROW } from '../core/circuit.ts';
import { type Said, saidOf } from '../mail/fault.ts';
import type { Sent } from '../mail/sent.ts';
import { closeCircuits, nameIn, openCircuit } from '../store/circuits.ts';
import type { Claimed } from '../store/claim.ts';
import type { Tx } from '../store/ctx.ts';
import { type Attempted, isTheirsAlone, keepReply, type MailInStream } from '../store/reply.ts';
import type { ActivityDeps } from './deps.ts';

/**
 * Heeds what became of a sending before it is settled: a fault of ours opens its circuit, for all workers, and the mail that met it is not lost
 * to it: whom they refuse because of us waits as if they had said later. How many failed in a row this process alone knows; a crash forgets
 * that, and never a circuit. Crash at any line: the circuit is open or not, and the mail is claimed again.
 */
export function createHeed({ ctx, log }: Pick<ActivityDeps, 'ctx' | 'log'>): Heed {
  let inARow = 0;
  const open = async ({ scope, code }: Fault, mail: MailInStream): Promise<void> => {
    const circuit = { scope, of: nameIn(scope, mail), code };
    const news = await openCircuit(ctx.db, circuit, { now: ctx.now(), pace: ctx.pace });
    if (news) log.warn(circuit, 'mail is kept back until the mail server takes one again');
  };
  return async (mail, sent) => {
    if (sent.kind === 'accepted') inARow = 0;
    if (!('fault' in sent) || sent.fault === undefined) return sent;
    const { fault, reply } = sent;
    if (!fault.sure) inARow += 1;
    if (fault.scope === 'stream' && (await isTheirsAlone(ctx, mail))) return sent;
    if (fault.sure || inARow >= IN_A_ROW) await open(fault, mail);
    return sent.kind === 'refused' ? { kind: 'deferred', reply, fault } : sent;
  };
}
export type Heed = (mail: MailInStream, sent: Sent) => Promise<Sent>;

/** What follows in the transaction that keeps what became of an attempt. */
type Following = (tx: Tx, attempted: Attempted) => Promise<void>;

/** Accepted, a probe closes what it tried. */
export const closing =
  ({ probes }: Pick<Claimed, 'probes'>): Following =>
  (tx, { now }) =>
    closeCircuits(tx, probes, now);

export type Refusal = Extract<Sent, { kind: 'refused' | 'deferred' | 'unsent' }>;

/** What the mail server said of the reader is kept as what comes back is, and has the same consequences. */
export const keeping =
  (sent: Refusal): Following =>
  async (tx, attempted) => {
    const said = sent.kind === 'unsent' ? undefined : saidBy(sent);
    if (said !== undefined) await keepReply(tx, attempted, said);
  };

const saidBy = (sent: Exclude<Refusal, { kind: 'unsent' }>): Said | undefined =>
  sent.kind === 'refused' && sent.badAddress ? GONE : saidOf(sent.reply);

const GONE = { kind: 'hard', why: 'no such address' } as const;

/** Why it was refused, for people. Pure. */
export const refusalOf = ({ badAddress }: Extract<Sent, { kind: 'refused' }>): string =>
  badAddress ? 'there is no such address' : 'for good';
