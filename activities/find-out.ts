import type { Answer, Question } from '../core/state.ts';
import type { Found } from '../core/mail-evidence.ts';
import { judgeUnsure, overAt, type Resolved } from '../core/unsure.ts';
import { ofSeries } from '../store/claim.ts';
import { settleFound } from '../store/settle-found.ts';
import { type Again, tellWaiting, type Unsure } from '../store/unsure.ts';
import type { ActivityDeps } from './deps.ts';

/**
 * What to do about a touch whose last bytes were let go and of which nobody knows what became: an answer, or that it is to be claimed again.
 * Looks into the records outside of any transaction. A crash at any line leaves the row UNKNOWN, as it was found: whoever asks next looks
 * again, and until the claim that takes the row up again commits, nothing is sent.
 */
export async function findOut(
  deps: ActivityDeps,
  question: Question,
  unsure: Unsure,
): Promise<Answer | (Again & Readonly<{ kind: 'again' }>)> {
  const { ctx, evidence } = deps;
  const { token, letGoAt, mail, series } = unsure;
  // before the look: what was absent then may have come since, and we may have stood still
  const now = ctx.now();
  const found = await look(deps, unsure);
  const resolved = judgeUnsure({ ...unsure, now, found, evidence });
  switch (resolved.kind) {
    case 'accepted':
      await settleFound(ctx, unsure.messageId, evidence?.name ?? '');
      return ofSeries({ kind: 'sent', at: letGoAt }, series && mail);
    case 'again':
      return { kind: 'again', token, because: resolved.because };
    case 'wait': {
      const waits = { until: resolved.until, reason: reasonOf(deps, resolved) };
      await tellWaiting(ctx, question, { mail, ...waits });
      return { kind: 'deferred', at: now, ...waits };
    }
    case 'unknown':
      return { kind: 'unknown', at: letGoAt };
  }
}

const look = ({ evidence }: ActivityDeps, unsure: Unsure): Promise<Found> | Found =>
  evidence?.look({
    messageId: unsure.messageId,
    since: unsure.letGoAt,
    until: overAt({ ...unsure, evidence }),
  }) ?? 'unknown';

type Waiting = Extract<Resolved, { kind: 'wait' }>;

const reasonOf = ({ evidence }: ActivityDeps, waiting: Waiting): string => {
  if (waiting.for === 'turn') return LOST;
  return evidence === undefined
    ? 'it may have left, and is sent again if nobody hears of it'
    : `it may have left: ${evidence.name} will tell`;
};

/** Why a mail waits of which it is known that it did not leave. */
export const LOST = 'it did not arrive, and is sent again';
