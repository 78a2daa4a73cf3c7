import type { Habit, Person } from './cast.ts';
import { draw } from './draw.ts';

/** What somebody does: tells us by an event, answers or follows the mail, or wants no more. */
export type Deed =
  | Readonly<{ kind: 'track'; event: string; properties: Readonly<Record<string, unknown>> }>
  | Readonly<{ kind: 'click' | 'reply' | 'unsubscribe' }>;
/** `after`: milliseconds after the mail came. */
export type Reaction = Readonly<{ deed: Deed; after: number }>;

/** A mail as it lies in front of somebody: their kth, from 1, when it came, and in which world. */
export type Letter = Readonly<{ k: number; at: number; subject: string; pace: number }>;

/** From this mail on somebody has been through a journey and gets a note now and then. */
const LATE = 8;
const SOME_TIME = 1500;

/** What this person does about a mail: the same each time. Pure. */
export function reactionsTo(person: Person, letter: Letter): readonly Reaction[] {
  const { k } = letter;
  const deeds = k >= LATE ? lateDeeds(person, k) : deedsOf(person, letter);
  const soon = deeds.map((deed, i) => ({
    deed,
    after: Math.round(400 + SOME_TIME * draw(person.n, k, i, 'after')),
  }));
  return [...soon, ...coming(person, letter)];
}

function deedsOf(person: Person, { k, at, pace }: Letter): readonly Deed[] {
  switch (person.habit) {
    case 'asks':
      return k === 1 + Math.round(draw(person.n, 'asks')) ? [track('demo.requested')] : [];
    case 'weighs':
      return weighing(k);
    case 'glances':
      return glancing(k);
    case 'teams-up':
      return teamingUp(person, k);
    case 'reads':
      return reading(person, { k, at, pace });
    case 'leaves':
      return k === 4 ? [{ kind: 'unsubscribe' }] : [];
  }
}

/** They make a case: prices, then what it saves, then prices again. */
function weighing(k: number): readonly Deed[] {
  if (k === 1) return [track('pricing.viewed'), track('pricing.viewed')];
  if (k === 4) return [{ kind: 'click' }, track('guide.downloaded', { topic: 'roi' })];
  return k < 7 ? [track('pricing.viewed')] : [];
}

/** Three looks in a row, and then none: it opens the gate, and has faded by the time it would count. */
const glancing = (k: number): readonly Deed[] =>
  k === 1 ? Array.from({ length: 3 }, () => track('pricing.viewed')) : [];

/** They follow what they are sent, and whoever tries the product takes a seat in a webinar, too. */
function reading({ comesBy }: Person, { k, at, pace }: Omit<Letter, 'subject'>): readonly Deed[] {
  if (k === 3 && comesBy === 'trial') return [registers(at + SOME_TIME, pace)];
  return k % 2 === 0 ? [{ kind: 'click' }] : [];
}

/** They try it with others, and some of them have a question. */
function teamingUp({ n, comesBy }: Person, k: number): readonly Deed[] {
  const invitees = 2 + Math.floor(7 * draw(n, 'invitees'));
  if (k === 1 && comesBy === 'trial') return [track('workspace.invited', { invitees })];
  if (k === 3) return [track('guide.downloaded', { topic: 'security' })];
  return k === 5 && draw(n, 'question') < 0.4 ? [{ kind: 'reply' }] : [];
}

/** Whoever has a seat comes soon after it began: all who are in earnest, and some of the others. */
function coming({ n, habit }: Person, { subject, pace }: Letter): readonly Reaction[] {
  if (!subject.endsWith(WEBINAR.title) || !subject.startsWith('Your seat')) return [];
  if (!EARNEST.has(habit) && draw(n, 'comes') < 0.5) return [];
  const minutes = 15 + Math.floor(40 * draw(n, 'minutes'));
  const deed = track('webinar.attended', { webinar: WEBINAR.webinar, minutes });
  return [{ deed, after: AHEAD * pace + 300 }];
}
const EARNEST: ReadonlySet<Habit> = new Set(['weighs', 'teams-up']);

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
/** So long before it begins people take their seat, in the days of the world. */
const AHEAD = 5 * DAY;

const registers = (now: number, pace: number): Deed =>
  track('webinar.registered', {
    ...WEBINAR,
    startsAt: new Date(now + AHEAD * pace).toISOString(),
  });

/** What somebody does first. A trial ends on a real date, for that only stands in mails; a webinar begins when the journey says. Pure. */
export function firstDeed(person: Person, now: number, pace: number): Deed {
  if (person.comesBy === 'webinar') return registers(now, pace);
  return track('trial.started', {
    plan: draw(person.n, 'plan') < 0.6 ? 'team' : 'business',
    endsAt: new Date(now + 14 * DAY).toISOString(),
  });
}

const track = (event: string, properties: Readonly<Record<string, unknown>> = {}): Deed => ({
  kind: 'track',
  event,
  properties,
});
