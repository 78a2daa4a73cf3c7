import type { Instant } from '../core/fact.ts';
import type { Mindset } from '../core/frozen.ts';
import type { Happening } from './happening.ts';

/** A stretch of time. */
export type Stretch = Readonly<{ from: Instant; until: Instant }>;
/** One person's calendar in numbers. */
export type Summary = Readonly<{
  touches: Readonly<Record<Mindset, number>>;
  /** Of all touches; absent where there are none. */
  educateShare?: number;
  /** The longest time without a mail while sales did not have them; absent where they never wrote or were written to. */
  longestSilence?: Stretch;
  /** The seven days with the most mails. */
  busiest?: Stretch & Readonly<{ mails: number }>;
  /** Offers made, and how they were answered in the end: 'accepted', 'rejected', … */
  handoffs: Readonly<{ offered: number; answers: readonly string[] }>;
  /** Why mails came later, or never: reason → how often. */
  heldBack: Readonly<Record<string, number>>;
  /** How each journey ended, in order; absent ones go on. */
  ends: readonly Readonly<{ journey: string; as: string; at: Instant }>[];
  /** Where they stand at the end: the journeys that go on, by their last stage. */
  standing: readonly Readonly<{ journey: string; stage: string }>[];
}>;

const WEEK = 7 * 86_400_000;

/** What a calendar comes to, from its first line to `end`. Pure. */
export function summaryOf(happenings: readonly Happening[], end: Instant): Summary {
  const sent = happenings.filter(({ kind }) => kind === 'sent') as readonly Sent[];
  const educate = sent.filter(({ mindset }) => mindset === 'educate').length;
  const silence = longest(silencesOf(happenings, end));
  const busiest = busiestWeek(sent.map(({ at }) => at));
  return {
    touches: { educate, convert: sent.length - educate },
    ...(sent.length > 0 && { educateShare: educate / sent.length }),
    ...(silence && { longestSilence: silence }),
    ...(busiest && { busiest }),
    handoffs: handoffsOf(happenings),
    heldBack: heldBack(happenings),
    ends: happenings.flatMap(({ at, journey = '', ...what }) =>
      what.kind === 'ended' ? [{ journey, as: what.as, at }] : [],
    ),
    standing: standingOf(happenings),
  };
}

type Sent = Extract<Happening, { kind: 'sent' }>;

/** The times without a mail, from one to the next and to the end: not while sales had them, nor after the last journey was over. */
export function silencesOf(happenings: readonly Happening[], end: Instant): readonly Stretch[] {
  const found: Stretch[] = [];
  let since: Instant | undefined;
  const close = (until: Instant): void => {
    if (since !== undefined && until > since) found.push({ from: since, until });
  };
  const open = new Set<string>();
  for (const happening of happenings) {
    const { at } = happening;
    follow(open, happening);
    if (isOurs(happening)) since ??= at;
    const isSilenced = isTheirs(happening) || open.size === 0;
    if (!isSilenced && !breaksSilence(happening)) continue;
    close(at);
    since = isSilenced ? undefined : at;
  }
  close(end);
  return found;
}

/** The journeys they are in. */
function follow(open: Set<string>, { kind, journey = '' }: Happening): void {
  if (kind === 'entered') open.add(journey);
  if (kind === 'ended') open.delete(journey);
}

const breaksSilence = ({ kind }: Happening): boolean => kind === 'sent' || kind === 'entered';
const isTheirs = (one: Happening): boolean => one.kind === 'stage' && one.owner !== 'marketing';
const isOurs = (one: Happening): boolean => one.kind === 'stage' && one.owner === 'marketing';

const longest = (stretches: readonly Stretch[]): Stretch | undefined =>
  stretches.toSorted((a, b) => b.until - b.from - (a.until - a.from))[0];

function busiestWeek(sent: readonly Instant[]): Summary['busiest'] {
  const weeks = sent.map((from) => {
    const mails = sent.filter((at) => at >= from && at < from + WEEK).length;
    return { from, until: from + WEEK, mails };
  });
  return weeks.toSorted((a, b) => b.mails - a.mails || a.from - b.from)[0];
}

function handoffsOf(happenings: readonly Happening[]): Summary['handoffs'] {
  const states = new Map<string, string>();
  for (const one of happenings) {
    if (one.kind === 'offered') states.set(one.handoff, 'offered');
    if (one.kind === 'handoff')
      states.set(
        one.handoff,
        one.reason === undefined ? one.became : `${one.became} (${one.reason})`,
      );
  }
  return { offered: states.size, answers: [...states.values()] };
}

function heldBack(happenings: readonly Happening[]): Summary['heldBack'] {
  const reasons: Record<string, number> = {};
  for (const one of happenings)
    if (one.kind === 'deferred' || one.kind === 'skipped')
      reasons[one.reason] = (reasons[one.reason] ?? 0) + 1;
  return reasons;
}

function standingOf(happenings: readonly Happening[]): Summary['standing'] {
  const stages = new Map<string, string>();
  for (const { journey, step, kind } of happenings) {
    if (journey === undefined || step === undefined) continue;
    if (kind === 'ended') stages.delete(journey);
    else if (kind === 'entered' || kind === 'stage' || kind === 'resumed')
      stages.set(journey, step.slice(0, step.indexOf('.')));
  }
  return [...stages].map(([journey, stage]) => ({ journey, stage }));
}
