import type { Name, House } from '../core/language/vocabulary.ts';
import type { Reason } from '../core/language/names.ts';
import type { Duration } from '../core/language/time.ts';
import { parseLength } from '../core/length.ts';
import { checkEvent, checkTraits } from '../project/schema.ts';
import type { Checked } from '../project/checked.ts';
import { taskDone } from '../simulator/answer.ts';
import { enrol } from '../simulator/entries.ts';
import { say, type Saying } from '../simulator/handoffs.ts';
import type { Happening } from '../simulator/happening.ts';
import { became, did } from '../simulator/news.ts';
import { openHandoff } from '../simulator/records.ts';
import type { Days } from './days.ts';
import { CannotBe } from './not-as-expected.ts';
import type { Done, SaidProps, SaidTraits } from './somebody.ts';
import type { World } from './world.ts';

/** What a scene is told with. */
export type Telling = Readonly<{ world: World; days: Days; journey: string; who: string }>;

/** What people do in a scene: the person it is about, sales, and whoever has a task. What is expected after it comes after it. */
export class Acting<H extends House, Mails> {
  protected readonly told: Telling;

  constructor(told: Telling) {
    this.told = told;
  }

  /** So much time passes. */
  after(length: Duration): this {
    this.told.days.passUntil(this.told.days.in(lengthSaid(length)));
    return this;
  }

  /** They do something. A date may be said as `{ in: '30 days' }`. */
  does<E extends Done<H, Mails>>(event: E, ...[props]: SaidProps<H, Mails, E>): this {
    const said = plain(props ?? {}, this.told.days);
    return this.#did(event, said);
  }

  /** They are, or become, something else. */
  becomes(traits: SaidTraits<H>): this {
    const said = plain(traits, this.told.days);
    mustFit(checkTraits(this.told.world.simulation.house, said));
    this.told.days.act((ctx) => became(ctx, said));
    return this;
  }

  /** They follow a link of a mail; without a name, of the last one. */
  clicks(mail?: Name<Mails>): this {
    return this.#did('mail.clicked', { mail: this.#sent(mail) });
  }

  /** They answer a mail; without a name, the last one. */
  replies(mail?: Name<Mails>): this {
    return this.#did('mail.replied', { mail: this.#sent(mail) });
  }

  /** They are put in from a list. */
  fromList(): this {
    return this.#enters('list');
  }

  /** Sales puts them in. */
  bySales(): this {
    return this.#enters('sales');
  }

  /** Sales takes the open offer. */
  salesAccepts(by: Readonly<{ rep?: string }> = {}): this {
    return this.#says({ say: 'accept', rep: this.#rep(by.rep) }, 'accepted');
  }

  /** Sales gives the open offer back, and why. */
  salesRejects(reason: Reason<H>, by: Readonly<{ rep?: string }> = {}): this {
    return this.#says({ say: 'reject', rep: this.#rep(by.rep), reason }, 'rejected');
  }

  /** Sales wants to be asked again so much later. */
  salesSaysNotYet(length: Duration, by: Readonly<{ rep?: string }> = {}): this {
    const until = this.told.days.in(lengthSaid(length));
    return this.#says({ say: 'not-yet', rep: this.#rep(by.rep), until }, 'put off');
  }

  /** Sales closes the deal. */
  salesWins(): this {
    return this.#says({ say: 'won' }, 'won');
  }

  salesLoses(reason?: Reason<H>): this {
    return this.#says({ say: 'lost', ...(reason !== undefined && { reason }) }, 'lost');
  }

  /** Sales gives back somebody whom it had accepted. */
  salesReturns(reason?: Reason<H>): this {
    return this.#says({ say: 'return', ...(reason !== undefined && { reason }) }, 'returned');
  }

  /** Whoever has the open task does it. */
  taskIsDone(): this {
    const open = this.told.days.ctx.records.tasks.values().find(({ state }) => state === 'open');
    if (open === undefined)
      throw new CannotBe('There is no open task to be done. Expect it first: expectTask(…).');
    this.told.days.act((ctx) => taskDone(ctx, open.id));
    return this;
  }

  #did(event: string, props: Readonly<Record<string, unknown>>): this {
    mustFit(checkEvent(this.told.world.simulation.house, event, props));
    this.told.days.act((ctx) => did(ctx, event, props));
    return this;
  }

  #sent(mail: string | undefined): string {
    const last = this.told.days.happenings.findLast(
      (one): one is Extract<Happening, { kind: 'sent' }> =>
        one.kind === 'sent' && (mail === undefined || one.mail === mail),
    );
    if (last) return last.mail;
    throw new CannotBe(
      mail === undefined
        ? 'They were sent no mail yet.'
        : `They were not sent ‘${mail}’ yet: expectMail('${mail}') first.`,
    );
  }

  #enters(by: 'list' | 'sales'): this {
    const { days, journey, world } = this.told;
    const frozen = world.simulation.setup.versions.values().find((one) => one.journey === journey);
    if (!frozen?.enter.some((door) => 'by' in door && door.by === by))
      throw new CannotBe(
        `Nobody enters ‘${journey}’ ${by === 'list' ? 'from a list' : 'by sales'}.`,
      );
    days.act((ctx) => enrol(ctx, journey, by));
    return this;
  }

  #says(saying: Saying, what: string): this {
    const { days } = this.told;
    const open = openHandoff(days.ctx.records);
    const taken = open && days.act((ctx) => say(ctx, open.id, saying));
    if (taken === true) return this;
    const stands = open === undefined ? 'no handoff is open' : `the handoff is ${open.state}`;
    throw new CannotBe(
      `Nothing can be ${what} now: ${stands}. Expect the offer first: expectHandoff(…).`,
    );
  }

  #rep(asked: string | undefined): string {
    const { teams } = this.told.world.simulation.house;
    const team = openHandoff(this.told.days.ctx.records)?.team ?? '';
    const reps = teams[team]?.reps.map(({ id }) => id) ?? [];
    if (asked === undefined) return reps[0] ?? 'rep';
    if (reps.includes(asked) || reps.length === 0) return asked;
    throw new CannotBe(`${asked} is no rep of ${team}. There are: ${reps.join(', ')}.`);
  }
}

/** @throws CannotBe where it is no length */
export function lengthSaid(length: string): string {
  if (parseLength(length, 1) !== undefined) return length;
  throw new CannotBe(`‘${length}’ is no length: say '3 days', '1 hour' or '2 business days'.`);
}

function mustFit(checked: Checked): void {
  if (!checked.ok) throw new CannotBe(`${checked.path}: ${checked.what}`);
}

/** As it comes over the API: dates are texts. */
export function plain(said: object, days: Pick<Days, 'in'>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(said).map(([name, value]: [string, unknown]) => [name, plainValue(value, days)]),
  );
}

function plainValue(value: unknown, days: Pick<Days, 'in'>): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null && 'in' in value)
    return new Date(days.in(lengthSaid(String(value.in)))).toISOString();
  return value;
}
