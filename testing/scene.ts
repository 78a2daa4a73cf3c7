import type { AxisName, End, Mindset } from '../core/frozen.ts';
import type { Score, Stage, Team } from '../core/language/names.ts';
import type { Duration } from '../core/language/time.ts';
import type { House, Name } from '../core/language/vocabulary.ts';
import { DAY } from '../core/calendar/day.ts';
import type { Instant } from '../core/fact.ts';
import { lengthOf } from '../core/length.ts';
import { scoreAt } from '../core/score.ts';
import { sayDate, stepName, teamName } from '../cli/simulation/speech.ts';
import { linesOf } from '../cli/simulation/line.ts';
import { houseCalendar } from '../simulator/ctx.ts';
import type { Happening } from '../simulator/happening.ts';
import { knownOf } from '../simulator/known.ts';
import type { Entry } from '../simulator/records.ts';
import { silencesOf } from '../simulator/summary.ts';
import { Acting, lengthSaid } from './acting.ts';
import { CannotBe, NotAsExpected } from './not-as-expected.ts';
import { told } from './told.ts';

/** How long an expectation waits that says nothing. */
const PATIENCE = '90 days';

type Soon = Readonly<{ within?: Duration }>;
type Long = Readonly<{ for?: Duration }>;
type Is = (happening: Happening) => boolean;

/**
 * One person in one journey, told by a test, line by line. Something expected must come after the line before: it may have come already, or
 * days go on until it comes, 90 days at most (`within`: so long from now). What must not come is looked for since the line before, or
 * from now on (`for`). Virtual time: a year takes no time.
 */
export class Scene<H extends House, Mails, Folder extends string> extends Acting<H, Mails> {
  /** They are sent this mail. */
  expectMail(mail: Name<Mails>, soon: Soon = {}): this {
    return this.#comes(
      (one) => one.kind === 'sent' && one.mail === mail,
      `the mail ‘${mail}’`,
      soon,
    );
  }

  /** They are sent a mail of this series. */
  expectSeries(folder: Folder, soon: Soon = {}): this {
    const isIt: Is = (one) => one.kind === 'sent' && one.series === folder;
    return this.#comes(isIt, `a mail of the series ‘${folder}’`, soon);
  }

  /** They are sent no such mail; without words, none at all. */
  expectNoMail(
    which: Readonly<{ mail?: Name<Mails>; mindset?: Mindset; series?: Folder }> & Long = {},
  ): this {
    const { mail, mindset, series } = which;
    const isIt: Is = (one) =>
      one.kind === 'sent' &&
      (mail === undefined || one.mail === mail) &&
      (mindset === undefined || one.mindset === mindset) &&
      (series === undefined || one.series === series);
    const what = [
      mindset === undefined ? 'no mail' : `no ${mindset} mail`,
      ...(mail === undefined ? [] : [`‘${mail}’`]),
      ...(series === undefined ? [] : [`of the series ‘${series}’`]),
    ];
    return this.#staysAway(isIt, what.join(' '), which);
  }

  /** This team is asked to take them. */
  expectHandoff(team: Team<H>, soon: Soon = {}): this {
    const isIt: Is = (one) => isOffer(one) && one.team === team;
    return this.#comes(isIt, `an offer to ${this.#team(team)}`, soon);
  }

  /** Nobody is asked to take them; with a name, not this team. */
  expectNoHandoff(which: Readonly<{ team?: Team<H> }> & Long = {}): this {
    const { team } = which;
    const isIt: Is = (one) => isOffer(one) && (team === undefined || one.team === team);
    const what = team === undefined ? 'no offer' : `no offer to ${this.#team(team)}`;
    return this.#staysAway(isIt, what, which);
  }

  /** Somebody is asked to do this task. */
  expectTask(task: string, soon: Soon = {}): this {
    const isIt: Is = (one) =>
      one.kind === 'task' && one.state === 'open' && stepName(one.step ?? '') === task;
    return this.#comes(isIt, `the task ‘${task}’`, soon);
  }

  /** They are in this stage; with `within`, or come to it by then. */
  expectStage(stage: Stage<H>, { within }: Soon = {}): this {
    const { journey, days } = this.told;
    const entry = this.#entry();
    if (entry?.status !== 'closed' && entry?.stage === stage) return this;
    if (within !== undefined) {
      const isIt: Is = (one) => one.kind === 'stage' && one.to === stage && one.journey === journey;
      return this.#comes(isIt, `the stage ‘${stage}’`, { within });
    }
    throw this.#otherwise(`expected here: the stage ‘${stage}’`, {
      head: `They are not in the stage ‘${stage}’ of ${journey}: ${standing(entry)}.`,
      at: days.happenings.length,
    });
  }

  /** The journey ends for them, and so. */
  expectEnd(as: End, soon: Soon = {}): this {
    const { journey } = this.told;
    const isIt: Is = (one) => one.kind === 'ended' && one.as === as && one.journey === journey;
    return this.#comes(isIt, `the end ‘${as}’ of ${journey}`, soon);
  }

  /** A score is so high now, or so low. */
  expectScore(
    axis: Score<H>,
    limit: Readonly<{ atLeast: number; below?: number } | { atLeast?: number; below: number }>,
  ): this {
    const { atLeast = -Infinity, below = Infinity } = limit;
    const name: AxisName = axis;
    const score = this.#score(name) / 1000;
    if (score >= atLeast && score < below) return this;
    const said = [
      ...(atLeast > -Infinity ? [`at least ${atLeast}`] : []),
      ...(below < Infinity ? [`below ${below}`] : []),
    ].join(' and ');
    throw this.#otherwise(`expected here: ${name} ${said}`, {
      head: `Their ${name} is ${Math.round(score * 10) / 10}, and not ${said}.`,
      at: this.told.days.happenings.length,
    });
  }

  /** From the beginning until now, they were never so long without a mail while marketing had them. */
  expectSilenceAtMost(length: Duration): this {
    const { days } = this.told;
    const most = lengthOf(lengthSaid(length), 1);
    const [longest] = silencesOf(days.happenings, days.now).toSorted(
      (a, b) => b.until - b.from - (a.until - a.from),
    );
    if (longest === undefined || longest.until - longest.from <= most) return this;
    const silent = Math.round((longest.until - longest.from) / DAY);
    throw this.#otherwise(`silence from here: ${silent} days, and at most ${length} expected`, {
      head: `They heard nothing for ${silent} days, from ${this.#date(longest.from)} to ${this.#date(longest.until)}; at most ${length} were expected.`,
      at: days.happenings.findLastIndex(({ at }) => at <= longest.from) + 1,
      enough: FEW,
    });
  }

  /** Nobody writes to them or is asked about them, and they stay where they are. */
  expectNothingElse(long: Long = {}): this {
    return this.#staysAway(isSomething, 'nothing else', long);
  }

  #comes(isIt: Is, what: string, { within }: Soon): this {
    const { days } = this.told;
    const begins = days.now;
    const end = days.in(lengthSaid(within ?? PATIENCE));
    const span = within === undefined ? { end } : { end, since: begins };
    const { found, from } = days.look(isIt, span);
    if (found) return this;
    const time = `within ${within ?? PATIENCE}`;
    const at = this.#behindDeeds(within === undefined ? from : Math.max(from, this.#index(begins)));
    const earlier = days.happenings.slice(0, at).findLast(isIt);
    const before = earlier
      ? ` It came before that, on ${this.#date(earlier.at)}: say what happens in the order in which it does.`
      : '';
    const instead = this.#listed(days.happenings.slice(at));
    throw this.#otherwise(`expected from here, ${time}: ${what}`, {
      head: `Expected ${time}: ${what}. It did not come.${before}\nInstead: ${instead}`,
      at,
    });
  }

  #staysAway(isIt: Is, what: string, { for: length }: Long): this {
    const { days } = this.told;
    const begins = days.now;
    if (length === undefined && days.turnedAt >= days.now) throw new CannotBe(NO_TIME);
    if (length !== undefined) days.passUntil(days.in(lengthSaid(length)));
    const came = days.first(isIt, length === undefined ? -Infinity : begins);
    if (came === undefined) return this;
    const one = days.happenings[came];
    const time = length === undefined ? `since ${this.#date(days.turnedAt)}` : `for ${length}`;
    throw this.#otherwise(`expected: ${what} ${time}`, {
      head: `Expected ${time}: ${what}. But on ${this.#date(one?.at ?? begins)}: ${this.#listed(one ? [one] : [])}`,
      at: came + 1,
      enough: FEW,
    });
  }

  /** The first that came at this instant or later. */
  #index(at: Instant): number {
    const found = this.told.days.happenings.findIndex((one) => one.at >= at);
    return found < 0 ? this.told.days.happenings.length : found;
  }

  /** What they did is on the page that it turned, and is not what is waited for. */
  #behindDeeds(index: number): number {
    const { happenings } = this.told.days;
    const found = happenings.findIndex(
      ({ kind }, i) => i >= index && kind !== 'did' && kind !== 'became',
    );
    const at = happenings[index]?.at;
    return found >= 0 && happenings[found - 1]?.at === at ? found : index;
  }

  #entry(): Entry | undefined {
    const { days, journey } = this.told;
    return days.ctx.records.entries.findLast((one) => one.journey === journey);
  }

  #score(name: AxisName): number {
    const entry = this.#entry();
    if (entry === undefined)
      throw new CannotBe(`They are not in ${this.told.journey} yet: nobody keeps their scores.`);
    const axis = entry.frozen.scores?.[name];
    if (axis === undefined)
      throw new CannotBe(`Nothing counts into ${name}: see journeys/scores.ts.`);
    const { ctx } = this.told.days;
    const known = knownOf(ctx.records, entry, houseCalendar(ctx));
    return scoreAt({ name, axis }, known, ctx.now);
  }

  get #speech() {
    const { world, days } = this.told;
    return { setup: world.simulation.setup, zone: days.who.zone };
  }

  #date(at: Instant): string {
    return sayDate(at, this.#speech);
  }

  #team(team: string): string {
    return teamName(team, this.#speech);
  }

  /** What came instead, in a line. */
  #listed(happenings: readonly Happening[]): string {
    const lines = linesOf(happenings.filter(isSomething), this.#speech);
    const said = lines.slice(0, MANY).map(({ label, says }) => `${label} ${says}`);
    const more = lines.length > MANY ? [`${lines.length - MANY} more`] : [];
    return lines.length === 0 ? 'nothing.' : `${[...said, ...more].join('; ')}.`;
  }

  #otherwise(says: string, { head, at, enough }: Otherwise): NotAsExpected {
    const { days, journey, who } = this.told;
    const { happenings, now } = days;
    const shown = {
      who,
      journey,
      happenings,
      speech: this.#speech,
      pointAt: at,
      says,
      now,
      ...(enough !== undefined && { enough }),
    };
    return new NotAsExpected(`${head}\n\n${told(shown)}`);
  }
}

type Otherwise = Readonly<{ head: string; at: number; enough?: number }>;

const MANY = 4;
/** Lines of the calendar behind something that should not be there. */
const FEW = 3;
const NO_TIME =
  "No time has passed since the line before, so this cannot fail: say for how long, as in { for: '30 days' }, or .after('30 days') before it.";

/** A new one, or one that was put off and is made again. */
const isOffer = (one: Happening): one is Happening & { team: string } =>
  one.kind === 'offered' || (one.kind === 'handoff' && one.became === 'offered');

const SOMETHING: ReadonlySet<Happening['kind']> = new Set<Happening['kind']>([
  'sent',
  'offered',
  'handoff',
  'stage',
  'task',
  'ended',
  'faulted',
]);
/** Something that is done to them. */
const isSomething: Is = ({ kind }) => SOMETHING.has(kind);

function standing(entry: Entry | undefined): string {
  if (entry === undefined) return 'they never entered it';
  if (entry.status === 'closed') return `it ended as ${entry.endedAs ?? 'done'}`;
  return `they are in ‘${entry.stage}’${entry.status === 'speaking' ? '' : ', and another journey speaks'}`;
}
