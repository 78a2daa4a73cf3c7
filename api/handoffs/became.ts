import type { Instant } from '../../core/fact.ts';
import type { HandoffView } from '../../store/handoff-view.ts';
import { humanise } from '../pages/humanise.ts';
import { relative } from '../pages/when.ts';

type Of = Pick<
  HandoffView,
  'state' | 'rep' | 'reps' | 'reason' | 'until' | 'answeredAt' | 'closedAt'
>;

/** What became of a handoff, in a sentence: "Rosa Lindgren accepted it 3 minutes ago." Pure. */
export function became(handoff: Of, now: Instant): string {
  const at = handoff.closedAt ?? handoff.answeredAt;
  return `${WAYS[handoff.state]({
    who: repName(handoff) ?? 'somebody',
    when: at === null ? '' : ` ${relative(at, now)}`,
    why: handoff.reason === null ? '' : ` (${humanise(handoff.reason).toLowerCase()})`,
    again: handoff.until === null ? 'later' : relative(handoff.until, now),
  })}.`;
}

type Told = Readonly<{ who: string; when: string; why: string; again: string }>;

const WAYS: Readonly<Record<HandoffView['state'], (told: Told) => string>> = {
  offered: () => 'it is still open',
  'not-yet': ({ who, again }) => `${who} wants to be asked again ${again}`,
  accepted: ({ who, when }) => `${who} accepted it${when}`,
  rejected: ({ who, when, why }) => `${who} rejected it${when}${why}`,
  expired: ({ when }) => `nobody answered in time, so it expired${when}; they go on being nurtured`,
  won: ({ who, when }) => `${who} won it${when}`,
  lost: ({ who, when, why }) => `${who} closed it as lost${when}${why}`,
  returned: ({ when, why }) => `it was given back to marketing${when}${why}`,
  withdrawn: ({ when, why }) => `it was withdrawn${when}${why}`,
};

/** The name of whoever answered; their id where the house has forgotten them. Pure. */
export const repName = ({ reps, rep }: Pick<Of, 'reps' | 'rep'>): string | undefined =>
  reps.find(({ id }) => id === rep)?.name ?? rep ?? undefined;
