import type { Person } from './cast.ts';
import { draw } from './draw.ts';

/** What somebody does: tells us by an event, answers or follows the mail, or wants no more. */
export type Deed =
  | Readonly<{ kind: 'track'; event: string; properties: Readonly<Record<string, unknown>> }>
  | Readonly<{ kind: 'click' | 'reply' | 'unsubscribe' }>;
/** `after`: milliseconds after the mail came. */
export type Reaction = Readonly<{ deed: Deed; after: number }>;

/** From this mail on somebody has been through a journey and gets a note now and then. */
const LATE = 8;
const SOME_TIME = 1500;

/** What this person does about their kth mail, from 1: the same each time. Pure. */
export function reactionsTo(person: Person, k: number): readonly Reaction[] {
  const deeds = k >= LATE ? lateDeeds(person, k) : deedsOf(person, k);
  return deeds.map((deed, i) => ({
    deed,
    after: Math.round(400 + SOME_TIME * draw(person.n, k, i, 'after')),
  }));
}

function deedsOf(person: Person, k: number): readonly Deed[] {
  switch (person.habit) {
    case 'asks':
      return k === 1 + Math.round(draw(person.n, 'asks')) ? [track('demo.requested')] : [];
    case 'weighs':
      return weighing(person, k);
    case 'teams-up':
      return teamingUp(person, k);
    case 'reads':
      return k % 2 === 0 ? [{ kind: 'click' }] : [];
    case 'leaves':
      return k === 4 ? [{ kind: 'unsubscribe' }] : [];
  }
}

/** They make a case: prices, then what it saves, then prices again. */
function weighing(person: Person, k: number): readonly Deed[] {
  if (k === 1) return came(person);
  if (k === 4) return [{ kind: 'click' }, track('guide.downloaded', { topic: 'roi' })];
  return k < 7 ? [track('pricing.viewed')] : [];
}

/** They try it with others, and some of them have a question. */
function teamingUp(person: Person, k: number): readonly Deed[] {
  const invitees = 2 + Math.floor(7 * draw(person.n, 'invitees'));
  if (k === 1 && person.comesBy === 'webinar') return came(person);
  if (k === 1) return [track('workspace.invited', { invitees })];
  if (k === 3) return [track('guide.downloaded', { topic: 'security' })];
  return k === 5 && draw(person.n, 'question') < 0.4 ? [{ kind: 'reply' }] : [];
}

function came({ n, comesBy }: Person): readonly Deed[] {
  if (comesBy !== 'webinar') return [track('pricing.viewed')];
  const minutes = 15 + Math.floor(40 * draw(n, 'minutes'));
  return [track('webinar.attended', { webinar: WEBINAR.webinar, minutes })];
}

/** Now and then somebody's time has come, and now and then somebody has had enough. */
function lateDeeds({ n }: Person, k: number): readonly Deed[] {
  const chance = draw(n, k, 'late');
  if (chance < 0.08) return [track('demo.requested')];
  if (chance < 0.12) return [{ kind: 'reply' }];
  if (chance < 0.2) return [track('pricing.viewed')];
  return chance > (k > LATE + 4 ? 0.7 : 0.95) ? [{ kind: 'unsubscribe' }] : [];
}

const WEBINAR = { webinar: 'autumn-handovers', title: 'Handovers that hold' };
const DAY = 24 * 3600_000;

/** What somebody does first; the dates are real ones, as they stand in mails. Pure. */
export function firstDeed({ n, comesBy }: Person, now: number): Deed {
  const inDays = (days: number): string => new Date(now + days * DAY).toISOString();
  if (comesBy === 'webinar')
    return track('webinar.registered', { ...WEBINAR, startsAt: inDays(5) });
  return track('trial.started', {
    plan: draw(n, 'plan') < 0.6 ? 'team' : 'business',
    endsAt: inDays(14),
  });
}

const track = (event: string, properties: Readonly<Record<string, unknown>> = {}): Deed => ({
  kind: 'track',
  event,
  properties,
});
