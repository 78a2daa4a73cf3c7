import { factInEnglish } from '../../core/english/fact-in-english.ts';
import { holds, type Instant } from '../../core/fact.ts';
import type { Frozen } from '../../core/frozen.ts';
import type { HouseData } from '../../core/house.ts';
import { ownerOf } from '../../core/say.ts';
import { step } from '../../core/step.ts';
import type { State } from '../../core/state.ts';
import type { StoryLine } from '../../store/explain.ts';
import type { EntryView, ProspectView } from '../../store/find-prospect.ts';
import { sayLine } from '../prospects/say-line.ts';
import { humanise } from './humanise.ts';
import { sayFact } from './say-fact.ts';
import { waitsFor } from './waits-for.ts';
import { when } from './when.ts';

const STATUS = {
  speaking: { status: 'speaks with them', tone: 'good' },
  parked: { status: 'stands still until another journey ends', tone: '' },
  wanting: { status: 'waits until another journey ends', tone: 'info' },
  closed: { status: 'ended', tone: '' },
} as const;

/** Where an open entry stands, in words. Pure. */
export function positionView(
  entry: EntryView,
  frozen: Frozen | undefined,
  { now, says }: Readonly<{ now: Instant; says: HouseData['says'] }>,
): object {
  const state: State = { ...entry.state, lines: [] };
  const next = frozen === undefined ? undefined : step(frozen, state, []).sleepUntil;
  const standing = entry.status === 'speaking';
  return {
    journey: entry.journey,
    ...STATUS[entry.status],
    faulted: entry.faulted,
    stage: entry.stage,
    step: entry.step.slice(entry.stage.length + 1),
    since: when(state.since, now),
    waits:
      frozen === undefined
        ? 'a version of the journey that is not here'
        : waitsFor(frozen, state, says),
    next: standing && next !== undefined && next > now ? when(next, now) : null,
    owner: frozen === undefined ? 'unknown' : ownerOf(frozen, state),
    facts: Object.entries(entry.facts)
      .filter(
        ([sentence, fact]) =>
          isTold(frozen, sentence) && holds(sentence, { [sentence]: fact }, now),
      )
      .map(([sentence, fact]) => ({
        said: (frozen && factInEnglish(sentence, frozen, says)) ?? sayFact(sentence),
        since: when(fact.since, now),
        until: fact.until === undefined ? null : when(fact.until, now),
      })),
  };
}

/** Dates and rests are for the journey: of a person they tell nothing. */
const isTold = (frozen: Frozen | undefined, sentence: string): boolean =>
  sentence !== 'rested' && frozen?.facts[sentence]?.kind !== 'moment';

const TONES: Readonly<Record<string, string>> = {
  entered: 'good',
  sent: 'good',
  won: 'good',
  accepted: 'info',
  offered: 'info',
  'not-yet': 'info',
  taken: 'info',
  replied: 'info',
  clicked: 'good',
  'given-back': 'info',
  task: 'info',
  'task-done': 'good',
  'task-late': 'warn',
  deferred: 'warn',
  held: 'warn',
  unknown: 'warn',
  refused: 'bad',
  faulted: 'bad',
  suppressed: 'bad',
  erased: 'bad',
  unsubscribed: 'bad',
};

/** The story, newest first; reps go by their names. Pure. */
export function storyView(
  story: readonly StoryLine[],
  house: HouseData,
  now: Instant,
): readonly object[] {
  const names = new Map(
    Object.values(house.teams).flatMap(({ reps }) =>
      reps.map(({ id, name }) => [id, name] as const),
    ),
  );
  return story.toReversed().map((line) => {
    const name = names.get(textOf(line.what['rep']));
    const what = name === undefined ? line.what : { ...line.what, name };
    return {
      said: sayLine({ ...line, what }),
      at: when(line.at, now),
      tone: TONES[line.kind] ?? '',
    };
  });
}

/** What may be written about, and on what grounds. Pure. */
export const consentsView = (
  { consents }: ProspectView,
  house: HouseData,
  now: Instant,
): readonly object[] =>
  consents.map((consent) => {
    const { topic, basis, source, at } = consent;
    const said = standingOf(consent, now);
    return {
      topic: house.topics[topic]?.name ?? humanise(topic),
      basis: humanise(basis),
      source,
      at: when(at, now),
      said,
      tone: said === 'yes' ? 'good' : 'bad',
    };
  });

function standingOf(consent: ProspectView['consents'][number], now: Instant): string {
  const { expiresAt, withdrawnAt, pendingUntil } = consent;
  if (withdrawnAt !== null) return 'withdrawn';
  if (pendingUntil !== null) return pendingUntil > now ? 'to be confirmed' : 'never confirmed';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'yes';
}

/** The handoffs that a story tells of, newest first. Pure. */
export function handoffsIn(
  story: readonly StoryLine[],
  house: HouseData,
  now: Instant,
): readonly object[] {
  const latest = new Map<string, StoryLine>();
  for (const line of story) {
    const id = line.what['handoff'];
    if (typeof id === 'string') latest.set(id, line);
  }
  return [...latest].toReversed().map(([id, line]) => {
    const team = textOf(line.what['team']);
    return {
      id,
      team: house.teams[team]?.name ?? humanise(team),
      said: humanise(line.kind),
      at: when(line.at, now),
    };
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
