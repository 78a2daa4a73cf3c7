import { lengthOf } from '../../core/length.ts';
import type { Ctx } from '../ctx.ts';
import { enrol } from '../entries.ts';
import type { Happening } from '../happening.ts';
import type { Life } from '../life.ts';
import { became, did } from '../news.ts';
import { unsubscribe } from '../unsubscribe.ts';
import type { Habit, Reaction } from './behaviour.ts';
import { drawProps, untilNext } from './draw.ts';
import { MONTH } from './market.ts';
import type { Person } from './person.ts';
import type { World } from './world.ts';

/** What one person does: by themselves, and because of what happens to them. */
export class Habits {
  readonly #world: World;
  readonly #person: Person;
  readonly #life: Life;

  constructor(world: World, person: Person, life: Life) {
    this.#world = world;
    this.#person = person;
    this.#life = life;
  }

  /** They arrive; from then on they do what such people do. */
  begin(): void {
    const { arrives, traits, does } = this.#person;
    if (arrives === Infinity) return;
    this.#life.at(arrives, (ctx) => {
      if (Object.keys(traits).length > 0) became(ctx, traits);
      this.#arrive(ctx);
    });
    for (const habit of does) this.#plan(habit);
  }

  #arrive(ctx: Ctx): void {
    const { behaviour, journey } = this.#world.plan;
    const arrival = behaviour.arrivals[journey];
    if (arrival === undefined) return;
    if ('by' in arrival) enrol(ctx, journey, arrival.by);
    else did(ctx, arrival.event, drawProps(this.#person.random, arrival.with, { now: ctx.now }));
  }

  /** At every time of the densest rate; what is too much for a rate that is lower then is left out. */
  #plan({ event, with: props, perMonth, inMarket = perMonth }: Habit): void {
    const { random, arrives, market, waking } = this.#person;
    const most = Math.max(perMonth, inMarket);
    const next = (from: number): number => from + untilNext(random, most, MONTH);
    for (let at = next(arrives); at <= this.#world.end; at = next(at)) {
      const rate = market.has(at) ? inMarket : perMonth;
      if (!random.chance(rate / most)) continue;
      this.#life.at(waking.near(random, at, arrives), (ctx) =>
        did(ctx, event, drawProps(random, props, { now: ctx.now })),
      );
    }
  }

  reactTo(happening: Happening): void {
    if (happening.kind === 'sent') this.#takeMail(happening);
    else if (happening.kind === 'did') this.#follow(happening);
  }

  #takeMail({ at, mail, mindset }: Extract<Happening, { kind: 'sent' }>): void {
    const mails = this.#world.plan.behaviour.mails;
    if (mails === undefined) return;
    const { random, market } = this.#person;
    const reaction: Reaction = { ...mails[mindset], ...mails.named?.[mail] };
    const keen = market.has(at) ? (mails.inMarketTimes ?? 1) : 1;
    const soon = (share: number | undefined, act: (ctx: Ctx) => void): void => {
      if (random.chance(share ?? 0)) this.#soon(at, mails.within, act);
    };
    soon((reaction.click ?? 0) * keen, (ctx) => did(ctx, 'mail.clicked', { mail }));
    soon((reaction.reply ?? 0) * keen, (ctx) => did(ctx, 'mail.replied', { mail }));
    soon(reaction.unsubscribe, unsubscribe);
  }

  #follow({ at, event, props }: Extract<Happening, { kind: 'did' }>): void {
    const { random } = this.#person;
    for (const one of this.#world.plan.behaviour.leadsTo ?? []) {
      if (one.of !== event || !fits(one.where, props) || !random.chance(one.chance)) continue;
      this.#soon(at, one.within, (ctx) =>
        did(ctx, one.event, drawProps(random, one.with, { now: ctx.now, cause: props })),
      );
    }
  }

  #soon(at: number, within: string, act: (ctx: Ctx) => void): void {
    const { random, waking } = this.#person;
    this.#life.at(waking.draw(random, { from: at, to: at + lengthOf(within, 1) }), act);
  }
}

const fits = (
  where: Readonly<Record<string, unknown>> | undefined,
  props: Readonly<Record<string, unknown>>,
): boolean => Object.entries(where ?? {}).every(([name, value]) => props[name] === value);
