import { askingNamed, type AskingMail } from './asking-mail.ts';
import type { Tx } from './ctx.ts';
import type { LedgerRow } from './ledger-row.ts';
import { mailNamed } from './returned.ts';

/** A mail that something is about: a touch, with its row of the ledger, or one that asked for a confirmation. */
export type MailOfOurs =
  | Readonly<{ kind: 'touch'; row: LedgerRow }>
  | Readonly<{ kind: 'asking'; row: AskingMail }>;

/** The one that these names, the surest first, lead to; undefined where they lead to none. */
export async function mailOfOurs(
  tx: Tx,
  names: readonly string[],
): Promise<MailOfOurs | undefined> {
  const touch = await mailNamed(tx, names);
  const asking = await askingNamed(tx, names);
  const place = (row?: Readonly<{ message_id: string | null }>): number =>
    row === undefined ? names.length : names.indexOf(row.message_id?.slice(1, 41) ?? '');
  if (asking !== undefined && place(asking) < place(touch)) return { kind: 'asking', row: asking };
  return touch && { kind: 'touch', row: touch };
}
