import type { Instant } from '../../core/fact.ts';
import type { HandoffView } from '../../store/handoff-view.ts';
import { relative } from '../pages/when.ts';

type Of = Pick<HandoffView, 'state' | 'rep' | 'reps' | 'reason' | 'until' | 'answeredAt' | 'closedAt'>;

/** What became of a handoff, in a sentence: "Rosa Lindgren accepted it 3 minutes ago." Pure. */
export function became(handoff: Of, now: Instant): string {
  const who = repName(handoff) ?? 'Somebody';
  const at = handoff.closedAt ?? handoff.answeredAt;
  const when = at === null ? '' : ` ${relative(at, now)}`;
  switch (handoff.state) {
    case 'offered':
      return 'it is still open.';
    case 'not-yet':
      return `${who} asked for it again${handoff.until === null ? ' later' : ` ${relative(handoff.until, now)}`}.`;
    case 'accepted':
      return `${who} accepted it${when}.`;
    case 'rejected':
      return `${who} rejected it${when}${because(handoff.reason)}.`;
    case 'expired':
      return `nobody answered in time, so it expired${when}; they are being nurtured again.`;
    case 'won':
      return `${who} won it${when}.`;
    case 'lost':
      return `${who} closed it as lost${when}${because(handoff.reason)}.`;
    case 'returned':
      return `it was given back to marketing${when}${because(handoff.reason)}.`;
    case 'withdrawn':
      return `it was withdrawn${when}: the prospect left the journey.`;
  }
}

/** The name of whoever answered; their id where the house has forgotten them. Pure. */
export const repName = ({ reps, rep }: Pick<Of, 'reps' | 'rep'>): string | undefined =>
  reps.find(({ id }) => id === rep)?.name ?? rep ?? undefined;

const because = (reason: string | null): string => (reason === null ? '' : ` (${reason})`);
