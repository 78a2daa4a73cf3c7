import type { Instant } from './fact.ts';
import type { Mindset } from './frozen.ts';

/** Everything that speaks for or against one touch now. Read by the store, made up by the simulator. */
export type Circumstances = Readonly<{
  now: Instant;
  mindset: Mindset;
  /** A service topic is neither capped nor gapped. */
  service: boolean;
  /** Why the address must not be written to. */
  suppressed?: string;
  /** `pendingUntil`: it counts once it is confirmed, which must be before then. */
  consent?: Readonly<{ expiresAt?: Instant; withdrawnAt?: Instant; pendingUntil?: Instant }>;
  /** The same mail with the same fill went out before. */
  seen: boolean;
  /** The step's own `when`. */
  wanted: boolean;
  /** From then on it is of no use to them. */
  uselessAt?: Instant;
  /** When the window it may be sent in opens next, or opened: now, or later. */
  opensAt?: Instant;
  /** A slot that nothing fills. */
  missing?: string;
  restUntil?: Instant;
  /** Who stopped everything, and when to ask again. */
  hold?: Readonly<{ by: string; askAgain: Instant }>;
  /** The first touch after the prospect's own deed: an answer, not an approach. */
  answersThem: boolean;
  /** When they were written to in the last week, in any order. */
  touches: readonly Instant[];
  limits: Readonly<{ gap: number; perWeek: number; week: number }>;
  /** Until when nothing like it may leave, whoever it is for: a quota is used up, or a circuit is open. */
  barred?: Readonly<{ until: Instant; reason: string }>;
}>;

/** `reason` is for people: it stands in the prospect's story. */
export type Verdict =
  | Readonly<{ kind: 'send' }>
  | Readonly<{ kind: 'skipped'; reason: string }>
  | Readonly<{ kind: 'deferred'; until: Instant; reason: string }>
  | Readonly<{ kind: 'held'; until: Instant; by: string }>;

/** May this touch be sent now? What rules it out for good comes before what only delays it. Pure, total. */
export function judge(c: Circumstances): Verdict {
  const never = against(c);
  if (never !== undefined) return { kind: 'skipped', reason: never };
  const pending = c.consent?.pendingUntil;
  if (pending !== undefined) return unconfirmed(Math.min(pending, c.uselessAt ?? pending));
  if (c.hold) return { kind: 'held', until: c.hold.askAgain, by: c.hold.by };
  return later(c);
}

/** Whoever confirms is rung; else it is looked at again when nobody can any more. */
const unconfirmed = (until: Instant): Verdict => ({
  kind: 'held',
  until,
  by: 'a consent that is not confirmed yet',
});

function against(c: Circumstances): string | undefined {
  if (c.suppressed !== undefined) return `suppressed: ${c.suppressed}`;
  return unconsented(c) ?? unwanted(c);
}

function unconsented({ consent, now }: Circumstances): string | undefined {
  if (consent === undefined) return 'no consent for this topic';
  if (consent.withdrawnAt !== undefined) return 'consent withdrawn';
  if (consent.pendingUntil !== undefined && consent.pendingUntil <= now)
    return 'consent was never confirmed';
  return consent.expiresAt !== undefined && consent.expiresAt <= now
    ? 'consent expired'
    : undefined;
}

function unwanted(c: Circumstances): string | undefined {
  if (c.uselessAt !== undefined && c.now >= c.uselessAt) return 'it would come too late';
  if (!c.wanted) return 'its own condition does not hold';
  if (c.seen) return 'seen before';
  if (c.missing !== undefined) return `nothing to fill ‘${c.missing}’ with`;
  const resting = c.mindset === 'convert' && c.restUntil !== undefined && c.now < c.restUntil;
  return resting ? 'a rest is running: no selling' : undefined;
}

/** The latest of all that only delays it. A wait beyond its use is no wait. */
function later(c: Circumstances): Verdict {
  const waits = [...theirs(c), ...barred(c)].filter(({ kind }) => kind === 'deferred');
  const [last] = waits.toSorted((a, b) => untilOf(b) - untilOf(a));
  if (last === undefined) return { kind: 'send' };
  if (c.uselessAt === undefined || untilOf(last) < c.uselessAt) return last;
  return { kind: 'skipped', reason: 'it would come too late' };
}

/** What we owe them. An answer to their own deed keeps nobody waiting for it. */
const theirs = (c: Circumstances): readonly Verdict[] =>
  c.answersThem ? [] : [...(c.service ? [] : [paced(c)]), inWindow(c)];

/** What we owe the mail servers: no mail is so urgent that it may pass. Nobody knows for sure how long: it is asked again before it is of no use. */
function barred({ now, barred: bar, uselessAt = Infinity }: Circumstances): readonly Verdict[] {
  if (bar === undefined) return [];
  const { reason } = bar;
  const last = uselessAt - LAST_TRY;
  return [{ kind: 'deferred', until: last > now ? Math.min(bar.until, last) : bar.until, reason }];
}

const LAST_TRY = 60_000;

const untilOf = (verdict: Verdict): Instant => (verdict.kind === 'deferred' ? verdict.until : 0);

const inWindow = ({ now, opensAt }: Circumstances): Verdict =>
  opensAt === undefined || opensAt <= now
    ? { kind: 'send' }
    : { kind: 'deferred', until: opensAt, reason: 'outside the window' };

function paced({ now, touches, limits }: Circumstances): Verdict {
  const recent = touches.filter((at) => at > now - limits.week).toSorted((a, b) => b - a);
  const gapEnds = (recent[0] ?? -Infinity) + limits.gap;
  const capEnds = (recent[limits.perWeek - 1] ?? -Infinity) + limits.week;
  const until = Math.max(gapEnds, capEnds);
  if (until <= now) return { kind: 'send' };
  const reason =
    capEnds > gapEnds ? `${limits.perWeek} mails in the last week` : 'too soon after the last mail';
  return { kind: 'deferred', until, reason };
}
