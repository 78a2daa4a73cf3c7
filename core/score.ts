import type { Fact, Instant } from './fact.ts';
import { deedsOf } from './did.ts';
import type { Axis, AxisName, Worth } from './frozen.ts';
import type { Known } from './knowledge.ts';
import { lengthOf } from './length.ts';
import { traitMatches } from './trait-fact.ts';

/** Thousandths of a point: whole numbers, so that a log sums exactly. */
export type Milli = number;

/** One line of a score's account: what was added or taken, or how much faded since the line before. */
export type ScoreLine = Readonly<{
  at: Instant;
  /** The signal; absent: faded. */
  worth?: Worth;
  milli: Milli;
  /** After this line. */
  balance: Milli;
}>;

export type AxisOf = Readonly<{ name: AxisName; axis: Axis }>;

/**
 * The whole account of a score up to `now`, oldest first: it sums exactly to the last balance. All signals of one axis fade alike, so
 * between two lines a score is one curve. Pure, total.
 */
export function scoreLines(of: AxisOf, known: Known, now: Instant): readonly ScoreLine[] {
  const account = new Account(halfLife(of, known));
  for (const entry of entriesOf(of, known)) if (entry.at <= now) account.add(entry);
  account.fade(now);
  return account.lines;
}

/** The score at `now`, in thousandths of a point. Pure, total. */
export const scoreAt = (of: AxisOf, known: Known, now: Instant): Milli =>
  scoreLines(of, known, now).at(-1)?.balance ?? 0;

/** Since when, and until when, the score is at least so much: both crossings in closed form, to the second. Pure, total. */
export function scoreFact(of: AxisOf, atLeast: number, known: Known): Fact | undefined {
  const account = new Account(halfLife(of, known));
  const runs = new Runs(atLeast * 1000);
  const grain = known.pace === 1 ? 1000 : 1;
  for (const entry of entriesOf(of, known)) {
    runs.upTo(account.crossing(runs.least, grain), entry.at);
    account.add(entry);
    runs.becomes(account.balance >= runs.least, entry.at);
  }
  runs.upTo(account.crossing(runs.least, grain), Infinity);
  return runs.last;
}

type Entry = Readonly<{ at: Instant; worth: Worth; fades: boolean }>;

/** What adds to the score, in the order in which it happened. Intent is spent by a handoff that closed; what somebody is, never. */
function entriesOf({ name, axis }: AxisOf, known: Known): readonly Entry[] {
  const spent = name === 'intent' ? (known.spentAt ?? -Infinity) : -Infinity;
  return axis.worth
    .flatMap((worth): readonly Entry[] => {
      const { signal } = worth;
      if (signal.kind === 'did')
        return deedsOf({ ...signal, ever: true }, known)
          .filter(({ at }) => at >= spent)
          .map(({ at }) => ({ at, worth, fades: true }));
      const trait = known.traits[signal.trait];
      return trait && traitMatches(signal.is, trait.value)
        ? [{ at: trait.at, worth, fades: false }]
        : [];
    })
    .toSorted((a, b) => a.at - b.at);
}

const halfLife = ({ axis }: AxisOf, { pace }: Known): number =>
  axis.halvesEvery === undefined ? Infinity : lengthOf(axis.halvesEvery, pace);

class Account {
  readonly lines: ScoreLine[] = [];
  balance: Milli = 0;
  readonly #half: number;
  readonly #fading = new Map<Worth, Milli>();
  #lasting: Milli = 0;
  #at: Instant = -Infinity;

  constructor(half: number) {
    this.#half = half;
  }

  add({ at, worth, fades }: Entry): void {
    this.fade(at);
    const before = this.#fading.get(worth) ?? 0;
    const milli = fades ? capped(worth, before) : capped(worth, 0);
    if (fades) this.#fading.set(worth, before + milli);
    else this.#lasting += milli;
    this.#write({ at, worth, milli });
  }

  /** Lets what fades fade until `at`. */
  fade(at: Instant): void {
    const before = this.balance;
    for (const [worth, milli] of this.#fading) this.#fading.set(worth, this.#left(milli, at));
    this.#at = at;
    const milli = this.#lasting + this.#sum() - before;
    if (milli !== 0) this.#write({ at, milli });
  }

  /** When fading alone takes it across `least`; undefined: never. The curve is `lasting + fading · 2^(−t/half)`. */
  crossing(least: Milli, grain: number): Instant | undefined {
    const fading = this.#sum();
    const rest = least - this.#lasting;
    const crosses = fading > 0 ? rest > 0 && fading >= rest : rest < 0 && fading < rest;
    if (!crosses || this.#half === Infinity) return undefined;
    const at = this.#at + this.#half * Math.log2(fading / rest);
    return Math.ceil(at / grain) * grain;
  }

  #left(milli: Milli, at: Instant): Milli {
    const age = at - this.#at;
    return this.#half === Infinity || age <= 0
      ? milli
      : Math.round(milli * 2 ** (-age / this.#half));
  }

  #sum(): Milli {
    let sum = 0;
    for (const milli of this.#fading.values()) sum += milli;
    return sum;
  }

  #write(line: Omit<ScoreLine, 'balance'>): void {
    this.balance += line.milli;
    this.lines.push({ ...line, balance: this.balance });
  }
}

/** The points a signal adds to what it has: never beyond its limit, on either side. */
function capped({ points, upTo }: Worth, before: Milli): Milli {
  const milli = Math.round(points * 1000);
  if (upTo === undefined) return milli;
  const limit = Math.round(upTo * 1000);
  return Math.min(Math.max(before + milli, -limit), limit) - before;
}

/** The newest stretch in which the score was high enough. */
class Runs {
  readonly least: Milli;
  last: Fact | undefined;
  #high: boolean;

  constructor(least: Milli) {
    this.least = least;
    this.#high = least <= 0;
    if (this.#high) this.last = { since: 0 };
  }

  /** It crosses at `at` by fading, unless something happens before. */
  upTo(at: Instant | undefined, next: Instant): void {
    if (at !== undefined && at < next) this.becomes(!this.#high, at);
  }

  becomes(high: boolean, at: Instant): void {
    if (high && !this.#high) this.last = { since: at };
    if (!high && this.#high && this.last) this.last = { since: this.last.since, until: at };
    this.#high = high;
  }
}
