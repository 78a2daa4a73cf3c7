import type { WorkflowHandle } from '@temporalio/client';
import type { Activities } from '../../../activities/activities.ts';
import type { InjectedSinks } from '@temporalio/worker';
import type { Instant } from '../../../core/fact.ts';
import type { Answer, Command, Event, Question } from '../../../core/state.ts';
import { answer } from '../../../simulator/answer.ts';
import type { Hearing, Left, Life } from '../../../simulator/life.ts';
import type { Traced } from '../../../simulator/walk.ts';
import { tell } from '../../../workflows/messages.ts';
import type { Rest, RestSinks } from '../../../workflows/rested.ts';
import type { Stage } from '../stage.ts';

/** Drives lives by real workflows on the real server. The answers are the simulator's, and so is the hour: nothing else looks at a clock. */
export class RemoteWalks {
  readonly #walks = new Map<string, RemoteWalk>();

  /** What the stage's worker answers with. */
  get activities(): Activities {
    const ask = async (question: Question): Promise<Answer> => {
      const walk = this.#walks.get(question.prospect);
      if (!walk) throw new Error(`nobody drives ${question.prospect}`);
      return walk.answers(question);
    };
    const kinds: Readonly<Record<Command['kind'], typeof ask>> = {
      touch: ask,
      offer: ask,
      expire: ask,
      quiet: ask,
      draw: ask,
      task: ask,
      overdue: ask,
      moved: ask,
    };
    return kinds;
  }

  /** What tells us that a workflow rests. */
  get sinks(): InjectedSinks<RestSinks> {
    const fn = (_: unknown, rest: Rest): void => this.#walks.get(rest.prospect)?.rests(rest);
    return { rests: { begin: { fn } } };
  }

  /** Lives to `end`, and answers what the workflow did. */
  async live(stage: Stage, life: Life, end: Instant): Promise<readonly Traced[]> {
    const walk = new RemoteWalk(stage, life);
    this.#walks.set(life.ctx.who.id, walk);
    const lives = life.until(end);
    for (let heard = lives.next(); heard.done !== true;)
      heard = lives.next(await walk.hear(heard.value));
    await walk.stop();
    return walk.trace;
  }
}

class RemoteWalk {
  readonly trace: Traced[] = [];
  readonly #stage: Stage;
  readonly #life: Life;
  #handle: WorkflowHandle | undefined;
  #inbox: Event[] = [];
  #isOver = false;
  #left: (left: Left) => void = () => {};

  constructor(stage: Stage, life: Life) {
    this.#stage = stage;
    this.#life = life;
  }

  /** Starts or tells it, and waits until it rests or is over. */
  async hear({ begin, inbox, now }: Hearing): Promise<Left> {
    this.#inbox = inbox;
    const { promise, resolve } = Promise.withResolvers<Left>();
    this.#left = resolve;
    const news: readonly Event[] = [...inbox.splice(0), { kind: 'woke', at: now }];
    if (begin) {
      const input = { ...begin, clock: 'told', unheard: news };
      this.#handle = await this.#stage.start(begin, { args: [input] });
    } else await this.#tell(news);
    const left = await promise;
    this.#isOver = left.isOver;
    if (left.isOver) await this.#running.result();
    return left;
  }

  async answers(question: Question): Promise<Answer> {
    this.trace.push({ kind: 'ask', at: question.state.at, todo: question.todo });
    const given = answer(this.#life.ctx, question);
    if (given.kind === 'gone') this.#left({ isOver: true });
    // told before it is answered, so that it hears both in one step, as the simulator does
    else if (this.#inbox.length > 0) await this.#tell(this.#inbox.splice(0));
    return given;
  }

  rests({ at, until }: Rest): void {
    this.trace.push({ kind: 'sleep', at, until });
    this.#left({ sleepUntil: until, isOver: false });
  }

  async stop(): Promise<void> {
    if (this.#handle && !this.#isOver) await this.#handle.terminate();
  }

  get #running(): WorkflowHandle {
    if (!this.#handle) throw new Error('it was never started');
    return this.#handle;
  }

  async #tell(events: readonly Event[]): Promise<void> {
    await this.#running.signal(
      tell,
      events.filter((event) => event.kind !== 'answered'),
    );
  }
}
