import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { Ctx } from './ctx.ts';
import type { LedgerState } from './schema.ts';

/** One intended touch, as pages show it. */
export type MailView = Readonly<{
  prospect: string;
  email: string | null;
  entry: string;
  journey: string;
  step: string;
  mail: string;
  mindset: string;
  topic: string;
  state: LedgerState;
  subject: string | null;
  /** Why it was skipped. */
  reason: string | null;
  messageId: string | null;
  attempt: number;
  /** When its last bytes were let go; null where it did not leave. */
  sentAt: Instant | null;
  /** Of the last change. */
  at: Instant;
}>;

/** Everything that was meant for one person, newest first; 200 at most. */
export const mailsOf = (ctx: Ctx, prospect: string): Promise<MailView[]> =>
  mails(ctx).where('ledger.prospect', '=', prospect).orderBy('at', 'desc').limit(200).execute();

/** The last `n` mails that left, newest first. */
export const lastMails = (ctx: Ctx, n: number): Promise<MailView[]> =>
  mails(ctx).where('sent_at', 'is not', null).orderBy('sent_at', 'desc').limit(n).execute();

const mails = (ctx: Ctx) =>
  ctx.db
    .selectFrom('ledger')
    .innerJoin('entries', 'entries.id', 'ledger.entry')
    .innerJoin('prospects', 'prospects.id', 'ledger.prospect')
    .select([
      'ledger.prospect',
      'email',
      'ledger.entry',
      'entries.journey',
      'step',
      'mail',
      'mindset',
      'topic',
      'state',
    ])
    .select([
      'subject',
      'reason',
      'message_id as messageId',
      'attempt',
      'sent_at as sentAt',
      sql<number>`ledger.at`.as('at'),
    ]);
