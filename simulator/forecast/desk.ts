import type { Instant } from '../../core/fact.ts';
import { after, lengthOf } from '../../core/length.ts';
import { taskDone } from '../answer.ts';
import type { Ctx } from '../ctx.ts';
import { clockOf, say, type Saying } from '../handoffs.ts';
import type { Happening } from '../happening.ts';
import type { Life } from '../life.ts';
import type { Answers, Outcomes, Span } from './behaviour.ts';
import { drawName } from './draw.ts';
import type { Person } from './person.ts';
import type { World } from './world.ts';

type Offered = Readonly<{ handoff: string; team: string; at: Instant }>;

/** What sales says to one person's offers, and people to their tasks: as if nobody else were waiting. */
export class Desk {
  readonly #world: World;
  readonly #person: Person;
  readonly #life: Life;

  constructor(world: World, person: Person, life: Life) {
    this.#world = world;
    this.#person = person;
    this.#life = life;
  }

  reactTo(happening: Happening): void {
    if (happening.kind === 'offered') this.#hear(happening);
    else if (happening.kind === 'handoff' && happening.became === 'offered') this.#hear(happening);
    else if (happening.kind === 'task' && happening.state === 'open')
      this.#work(happening.task, happening.at);
  }

  #hear({ handoff, team, at }: Offered): void {
    const { behaviour } = this.#world.plan;
    const { random, market } = this.#person;
    if (behaviour.sales === undefined) return;
    const { answersIn, answers } = behaviour.sales;
    const isKeen = market.has(at);
    const hours = answersIn.from + random.next() * (answersIn.to - answersIn.from);
    const saying = this.#drawAnswer(isKeen ? answers.inMarket : answers.otherwise, team);
    if (saying === undefined) return;
    const answered = after(at, `${hours.toFixed(2)} business hours`, clockOf(this.#life.ctx, team));
    this.#life.at(answered, (ctx) => this.#say(ctx, handoff, saying(ctx.now)));
  }

  #drawAnswer(answers: Answers, team: string): ((now: Instant) => Saying) | undefined {
    const { random } = this.#person;
    const drawn = drawName(random, sharesOf(answers));
    if (drawn === undefined) return undefined;
    const reps = this.#world.setup.house.teams[team]?.reps ?? [];
    const rep = reps.length > 0 ? random.pick(reps).id : 'rep';
    if (drawn === 'accept') return () => ({ say: 'accept', rep });
    if (drawn !== 'not-yet')
      return () => ({ say: 'reject', rep, reason: drawn.slice('reject:'.length) });
    const rests = lengthOf(answers.notYet?.for ?? '', 1);
    return (now) => ({ say: 'not-yet', rep, until: now + rests });
  }

  #say(ctx: Ctx, handoff: string, saying: Saying): void {
    const { sales } = this.#world.plan.behaviour;
    if (!say(ctx, handoff, saying) || saying.say !== 'accept' || sales === undefined) return;
    const { inMarket, otherwise } = sales.outcomes;
    const outcome = this.#drawOutcome(this.#person.market.has(ctx.now) ? inMarket : otherwise);
    if (outcome === undefined) return;
    this.#life.at(ctx.now + this.#within(sales.outcomeAfter), (later) => {
      say(later, handoff, outcome);
    });
  }

  #drawOutcome({ won = 0, lost = {}, returned = 0 }: Outcomes): Saying | undefined {
    const lostBy = mapKeys(lost, (reason) => `lost:${reason}`);
    const drawn = drawName(this.#person.random, { won, return: returned, ...lostBy });
    if (drawn === undefined) return undefined;
    if (drawn === 'won') return { say: 'won' };
    if (drawn === 'return') return { say: 'return' };
    return { say: 'lost', reason: drawn.slice('lost:'.length) };
  }

  #within({ from, to }: Span): number {
    const [least, most] = [lengthOf(from, 1), lengthOf(to, 1)];
    return Math.floor(least + this.#person.random.next() * (most - least));
  }

  #work(task: string, at: Instant): void {
    const { tasks } = this.#world.plan.behaviour;
    const { random } = this.#person;
    if (tasks === undefined || !random.chance(tasks.done)) return;
    const takes = Math.floor(random.next() * lengthOf(tasks.within, 1));
    this.#life.at(at + takes, (ctx) => void taskDone(ctx, task));
  }
}

const sharesOf = ({ accept = 0, reject = {}, notYet }: Answers): Record<string, number> => ({
  accept,
  'not-yet': notYet?.share ?? 0,
  ...mapKeys(reject, (reason) => `reject:${reason}`),
});

const mapKeys = (
  record: Readonly<Record<string, number>>,
  key: (name: string) => string,
): Record<string, number> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [key(name), value]));
