import type { Instant } from '../../core/fact.ts';
import type { HoldScope } from '../../store/hold-scope.ts';
import type { Hold } from '../../store/holds.ts';
import { when } from './when.ts';

const SAID: Readonly<Record<HoldScope, string>> = {
  all: 'Everything',
  journey: 'The journey',
  step: 'The step',
  sender: 'In the name of',
  account: 'To people of',
  prospect: 'To one person',
};

/** Holds in force, for people. Pure. */
export const holdsView = (holds: readonly Hold[], now: Instant): readonly object[] =>
  holds
    .filter(({ releasedAt }) => releasedAt === null)
    .map(({ id, scope, of, by, reason, placedAt }) => ({
      id,
      said: SAID[scope],
      of: scope === 'prospect' ? '' : of,
      prospect: scope === 'prospect' ? of : null,
      by,
      reason,
      at: when(placedAt, now),
    }));

/** What the form may hold, the widest first. */
export const SCOPE_CHOICES = [
  { id: 'all', said: 'everything' },
  { id: 'journey', said: 'a journey, by its name' },
  { id: 'step', said: 'a step, by journey/stage.step' },
  { id: 'sender', said: 'a sender, by id' },
  { id: 'account', said: 'a company, by its domain' },
  { id: 'prospect', said: 'one person, by address' },
] as const satisfies readonly { id: HoldScope; said: string }[];
