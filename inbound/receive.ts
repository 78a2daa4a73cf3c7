import { createHash } from 'node:crypto';
import { classify } from '../mail/back/classify.ts';
import type { ReturnPath } from '../mail/return-path.ts';
import type { Ctx } from '../store/ctx.ts';
import { type Taken, takeBack } from '../store/take-back.ts';

/** Pino's logger is one. */
export type Log = Readonly<{
  info: (facts: object, say: string) => void;
  warn: (facts: object, say: string) => void;
}>;
export type Receiving = Readonly<{ ctx: Ctx; returnPath: ReturnPath; log: Log }>;
export type Arrived = Readonly<{ raw: Buffer; recipients: readonly string[] }>;

/**
 * Understands one mail and takes it in. The same bytes to the same address are one mail, however often they are brought. The log has what
 * it was and never who or what it said. Throws where the store cannot be reached.
 */
export async function receive(
  { ctx, returnPath, log }: Receiving,
  { raw, recipients }: Arrived,
): Promise<Taken> {
  const { paths, names, ...back } = await classify(raw);
  // What we signed ourselves is surer than what anybody may have written into the mail.
  const signed = [...recipients, ...paths].flatMap((path) => returnPath.read(path) ?? []);
  const ref = createHash('sha256').update(raw).update(recipients.join(' ')).digest('hex');
  const taken = await takeBack(ctx, {
    source: 'smtp',
    ref,
    raw,
    ...back,
    names: [...new Set([...signed, ...names])],
  });
  const { kind, why, status } = back;
  const facts = { kind, why, status, taken };
  if (kind === 'block' || kind === 'policy') log.warn(facts, 'they refuse our mail');
  else log.info(facts, 'a mail came back');
  return taken;
}
