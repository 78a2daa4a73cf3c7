import type { MailEvidence } from '../core/mail-evidence.ts';
import type { MailMode } from '../mail/address.ts';
import type { Links } from '../mail/links.ts';
import type { ReturnPath } from '../mail/return-path.ts';
import type { Templates } from '../mail/template.ts';
import type { Transport } from '../mail/transport.ts';
import type { Ctx } from '../store/ctx.ts';
import type { Quotas } from '../store/quotas.ts';

/** Pino's logger is one. */
export type Log = Readonly<{
  info: (facts: object, say: string) => void;
  warn: (facts: object, say: string) => void;
}>;

/** What the activities of a worker work with; made once by its composition root. */
export type ActivityDeps = Readonly<{
  ctx: Ctx;
  templates: Templates;
  /** Mails that are there and cannot be sent as they stand. */
  broken?: ReadonlySet<string>;
  transport: Transport;
  links: Links;
  /** Absent: what cannot be delivered goes to the sender. */
  returnPath?: ReturnPath;
  /** Whom this installation may write to. */
  mode: MailMode;
  /** What can be asked about a mail of which nobody knows whether it left; absent: nothing. */
  evidence?: MailEvidence;
  /** What may leave of this worker's; absent: all that is due. */
  quotas?: Quotas;
  log: Log;
}>;
