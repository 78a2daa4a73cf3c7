import type { MailEvidence } from '../core/mail-evidence.ts';
import { overAt } from '../core/unsure.ts';
import type { Ctx } from '../store/ctx.ts';
import { settleFound } from '../store/settle-found.ts';
import { type UnknownMail, unknownMails } from '../store/unknown-mails.ts';
import type { Log } from './log.ts';

/** A record may come back, or be read late; what it does not know after so long, it never will. ms */
const WORTH = 3 * 86_400_000;
/** One after the other, so that a look is no burst. */
const PAGE = 100;

type Looking = Readonly<{ ctx: Ctx; evidence: MailEvidence; log: Log }>;

/**
 * Looks once more for each mail of which nobody knows, also where its journey has walked on: found, it is ACCEPTED. That one is absent
 * changes nothing here: whether it is sent again is for the touch that asks. Answers how many were found. A crash at any line loses nothing:
 * the rows stay as they are until the next look.
 */
export async function lookLate(looking: Looking): Promise<number> {
  const { ctx, log } = looking;
  const since = ctx.now() - WORTH;
  let found = 0;
  let after: UnknownMail | undefined;
  do {
    const page = await unknownMails(ctx, since, { limit: PAGE, after });
    for (const mail of page) found += Number(await lookFor(looking, mail));
    after = page.at(-1);
  } while (after !== undefined);
  if (found > 0) log.info({ found }, 'found mails of which nobody knew whether they left');
  return found;
}

async function lookFor({ ctx, evidence }: Looking, mail: UnknownMail): Promise<boolean> {
  const { messageId, letGoAt } = mail;
  const until = overAt({ letGoAt, evidence });
  const found = await evidence.look({ messageId, since: letGoAt, until });
  return found === 'accepted' && settleFound(ctx, messageId, evidence.name);
}
