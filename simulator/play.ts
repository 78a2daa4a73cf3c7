import type { Instant } from '../core/fact.ts';
import type { Frozen } from '../core/frozen.ts';
import { stageOf } from '../core/frozen.ts';
import { houseZone } from '../core/house-hours.ts';
import { lengthOf } from '../core/length.ts';
import { taskDone } from './answer.ts';
import type { Ctx } from './ctx.ts';
import { enrol } from './entries.ts';
import { say } from './handoffs.ts';
import type { Happening } from './happening.ts';
import { Life } from './life.ts';
import { became, did } from './news.ts';
import { live } from './walk.ts';
import type { Doing, Outcome, Persona, Said, SalesAnswer } from './persona.ts';
import type { Setup } from './setup.ts';

export type Play = Readonly<{
  persona: Persona;
  /** The journey to enter, when nothing they do lets them in: by list, else by sales. */
  journey: string;
  begins: Instant;
  days: number;
}>;

const DAY = 86_400_000;

/** The calendar of one persona: everything that happens to them, in order. Deterministic: the same persona, the same calendar. */
export function play(setup: Setup, { persona, journey, begins, days }: Play): readonly Happening[] {
  const happenings: Happening[] = [];
  const life = new Life(setup, whoOf(setup, persona), {
    begins,
    note: (happening) => {
      happenings.push(happening);
      cast.reacts(happening);
    },
  });
  const cast = new Cast(life, setup, persona);
  life.at(begins, (ctx) => {
    if (Object.keys(persona.traits).length > 0) became(ctx, persona.traits);
  });
  cast.begins(begins);
  life.at(begins, (ctx) => enterByHand(ctx, setup, journey));
  live(life, begins + days * DAY);
  return happenings;
}

const whoOf = ({ house }: Setup, { email, zone, account, consent }: Persona) => ({
  id: email,
  zone: zone ?? houseZone(house),
  ...(account !== undefined && { account }),
  ...(consent && { consent }),
});

/** Whoever is in no journey by then, and does nothing that lets them into this one, is let in by hand. */
function enterByHand(ctx: Ctx, { versions }: Setup, journey: string): void {
  const frozen = versions.values().find((one) => one.journey === journey);
  const isIn = ctx.records.entries.some((entry) => entry.journey === journey);
  const door = frozen && byHand(frozen);
  if (!isIn && door !== undefined) enrol(ctx, journey, door);
}

function byHand({ enter }: Frozen): 'list' | 'sales' | undefined {
  const ways = enter.flatMap((entrance) => ('by' in entrance ? [entrance.by] : []));
  return ways.includes('list') ? 'list' : ways[0];
}

/** What a persona, their reps and the people with tasks do. */
class Cast {
  readonly #life: Life;
  readonly #setup: Setup;
  readonly #persona: Persona;
  #offers = 0;
  readonly #seen = new Map<Doing, number>();

  constructor(life: Life, setup: Setup, persona: Persona) {
    this.#life = life;
    this.#setup = setup;
    this.#persona = persona;
  }

  begins(at: Instant): void {
    for (const doing of this.#persona.does) if (doing.of === undefined) this.#plan(doing, at);
  }

  reacts(happening: Happening): void {
    for (const doing of this.#persona.does)
      if (doing.of !== undefined && isOf(happening, doing.of)) this.#follows(doing, happening.at);
    if (isOffer(happening)) this.#answers(happening.handoff, happening.at);
    if (happening.kind === 'task' && happening.state === 'open')
      this.#works(happening.task, happening.at);
  }

  #follows(doing: Doing, at: Instant): void {
    const seen = (this.#seen.get(doing) ?? 0) + 1;
    this.#seen.set(doing, seen);
    if (seen <= (doing.times ?? Infinity)) this.#does(doing, at + lengthOf(doing.after ?? '', 1));
  }

  #plan(doing: Doing, from: Instant): void {
    const first = from + lengthOf(doing.after ?? '', 1);
    this.#does(doing, first);
    const { every, times = Infinity } = doing;
    if (every === undefined) return;
    const again = (at: Instant, left: number): void => {
      if (left > 0)
        this.#life.at(at, () => {
          this.#does(doing, at);
          again(at + Math.max(lengthOf(every, 1), 60_000), left - 1);
        });
    };
    again(first + Math.max(lengthOf(every, 1), 60_000), times - 1);
  }

  #does(doing: Doing, at: Instant): void {
    this.#life.at(at, (ctx) => {
      if ('becomes' in doing) became(ctx, doing.becomes);
      else did(ctx, doing.event, propsOf(doing.with ?? {}, ctx.now));
    });
  }

  #answers(handoff: string, at: Instant): void {
    const answers = this.#persona.sales ?? [];
    const answer = answers[Math.min(this.#offers, answers.length - 1)];
    this.#offers += 1;
    if (answer === undefined || answer.say === 'nothing') return;
    this.#life.at(at + lengthOf(answer.after, 1), (ctx) => {
      const rep = answer.rep ?? this.#repOf(ctx, handoff);
      const taken = say(ctx, handoff, sayingOf(answer, rep, ctx.now));
      if (taken && answer.say === 'accept' && answer.then) this.#ends(handoff, answer.then);
    });
  }

  #repOf({ records }: Ctx, handoff: string): string {
    const team = records.handoffs.get(handoff)?.team ?? '';
    return this.#setup.house.teams[team]?.reps[0]?.id ?? 'rep';
  }

  #ends(handoff: string, { after, is, reason }: Outcome): void {
    const why = reason === undefined ? {} : { reason };
    this.#life.at(this.#life.ctx.now + lengthOf(after, 1), (ctx) => {
      say(
        ctx,
        handoff,
        is === 'won' ? { say: 'won' } : { say: is === 'lost' ? 'lost' : 'return', ...why },
      );
    });
  }

  #works(task: string, at: Instant): void {
    const { tasks } = this.#persona;
    if (tasks) this.#life.at(at + lengthOf(tasks.after, 1), (ctx) => void taskDone(ctx, task));
  }
}

function sayingOf(answer: Exclude<SalesAnswer, { say: 'nothing' }>, rep: string, now: Instant) {
  switch (answer.say) {
    case 'accept':
      return { say: 'accept', rep } as const;
    case 'reject':
      return { say: 'reject', rep, reason: answer.reason } as const;
    case 'not-yet':
      return { say: 'not-yet', rep, until: now + lengthOf(answer.for, 1) } as const;
  }
}

/** A new one, or one that was put off and is made again. */
const isOffer = (happening: Happening): happening is Happening & { handoff: string } =>
  happening.kind === 'offered' || (happening.kind === 'handoff' && happening.became === 'offered');

function isOf(happening: Happening, of: NonNullable<Doing['of']>): boolean {
  if ('mail' in of) return happening.kind === 'sent' && happening.mail === of.mail;
  if ('series' in of) return happening.kind === 'sent' && happening.series === of.series;
  if ('event' in of) return happening.kind === 'did' && happening.event === of.event;
  if (happening.kind === 'entered') return stageOf(happening.step ?? '') === of.stage;
  return happening.kind === 'stage' && happening.to === of.stage;
}

const propsOf = (said: Readonly<Record<string, Said>>, now: Instant): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(said).map(([name, value]) => [
      name,
      typeof value === 'object' ? isoText(now + lengthOf(value.in, 1)) : value,
    ]),
  );

const isoText = (at: Instant): string => new Date(at).toISOString();
