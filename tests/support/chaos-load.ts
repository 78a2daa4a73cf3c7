import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WholeStack } from './whole-stack.ts';

/** What was asked of the API, by what it was, and how often it failed: whoever is killed does not answer. */
export type Load = Readonly<{ stop(): Promise<Readonly<Record<string, number>>> }>;
type Handoff = Readonly<{ id: string; state: string }>;

const pick = <T>(...some: readonly [T, ...T[]]): T => some[randomInt(some.length)] ?? some[0];
const day = 86_400_000;

/** Prospects and sales doing this and that, through the public API, a request at a time; `run` keeps its message ids apart. */
export function createLoad(whole: WholeStack, people: number, run: string): Load {
  const done: Record<string, number> = {};
  const ending = new AbortController();
  const ask = new Asking(whole, people, run);
  const running = (async () => {
    for (let nth = 0; !ending.signal.aborted; nth += 1) {
      const [name, deed] = deedFor(Math.random(), ask);
      const went = await deed(nth).then(
        (said) => (said === 'nothing' ? 'nothing' : name),
        () => 'failed',
      );
      done[went] = (done[went] ?? 0) + 1;
      await pause(went === 'failed' ? 200 : 20);
    }
  })();
  return {
    stop: async () => {
      ending.abort();
      await running;
      return done;
    },
  };
}

type Deed = (nth: number) => Promise<unknown>;

function deedFor(chance: number, ask: Asking): readonly [name: string, deed: Deed] {
  const deeds: readonly (readonly [until: number, name: string, deed: Deed])[] = [
    [0.3, 'looked', ask.looked],
    [0.4, 'asked for a demo', ask.demo],
    [0.5, 'began a trial', ask.trial],
    [0.6, 'registered', ask.registered],
    [0.62, 'left', ask.left],
    [0.7, 'enrolled', ask.enrolled],
    [0.72, 'won by event', ask.won],
    [0.73, 'held and released', ask.held],
    [1, 'sales answered', ask.answered],
  ];
  const found = deeds.find(([until]) => chance < until) ?? deeds[0];
  return found === undefined ? ['nothing', async () => 'nothing'] : [found[1], found[2]];
}

class Asking {
  readonly #whole: WholeStack;
  readonly #people: number;
  readonly #run: string;

  constructor(whole: WholeStack, people: number, run: string) {
    this.#whole = whole;
    this.#people = people;
    this.#run = run;
  }

  readonly looked: Deed = (nth) => this.#track(nth, 'pricing.viewed', {});
  readonly demo: Deed = (nth) => this.#track(nth, 'demo.requested', {});
  readonly won: Deed = (nth) => this.#track(nth, 'deal.won', { value: 1000 });
  readonly trial: Deed = (nth) => {
    const endsAt = new Date(Date.now() + 30 * day).toISOString();
    return this.#track(nth, 'trial.started', { plan: 'team', endsAt });
  };
  readonly registered: Deed = (nth) => {
    const startsAt = new Date(Date.now() + 7 * day).toISOString();
    const about = { webinar: `w${randomInt(5)}`, title: 'A webinar', startsAt };
    return this.#track(nth, 'webinar.registered', about);
  };
  readonly left: Deed = async () =>
    this.#whole.post(`/v1/prospects/${await this.#somebody()}/leave`, { reason: 'left-company' });
  readonly enrolled: Deed = async () =>
    this.#whole.post(`/v1/prospects/${await this.#somebody()}/enrol`, {
      journey: 'course',
      by: pick('list' as const, 'sales' as const),
    });
  readonly held: Deed = async () => {
    const { id } = (await this.#whole.post('/v1/holds', { reason: 'chaos' })) as { id: string };
    await pause(500);
    for (let tries = 0; tries < 100; tries += 1) {
      const released = await this.#whole.post(`/v1/holds/${id}/release`, { by: 'chaos' }).then(
        () => true,
        () => pause(500).then(() => false),
      );
      if (released) return undefined;
    }
    throw new Error('the hold was not released');
  };
  readonly answered: Deed = async () => {
    const state = pick('offered', 'offered', 'accepted', 'not-yet');
    const { handoffs } = (await this.#whole.ask(`/v1/handoffs?state=${state}`)) as {
      handoffs: readonly Handoff[];
    };
    const handoff = handoffs[randomInt(Math.max(handoffs.length, 1))];
    if (handoff === undefined) return 'nothing';
    const [verb, about] = state === 'accepted' ? ended() : begun();
    return this.#whole.post(`/v1/handoffs/${handoff.id}/${verb}`, { rep: 'rosa', ...about });
  };

  #track(nth: number, event: string, properties: object): Promise<unknown> {
    const messageId = `${this.#run}/${nth}`;
    return this.#whole.post('/v1/track', { messageId, email: this.#address(), event, properties });
  }

  #address(): string {
    return `lead-${1 + randomInt(this.#people)}@leads.example`;
  }

  async #somebody(): Promise<string> {
    const email = encodeURIComponent(this.#address());
    const { id } = (await this.#whole.ask(`/v1/prospects?email=${email}`)) as { id: string };
    return id;
  }
}

const begun = (): readonly [verb: string, about: object] =>
  pick<readonly [string, object]>(
    ['accept', {}],
    ['accept', {}],
    ['reject', { reason: pick('not-ready', 'no-budget', 'bad-fit') }],
    ['not-yet', { until: new Date(Date.now() + 3_000).toISOString() }],
  );
const ended = (): readonly [verb: string, about: object] =>
  pick<readonly [string, object]>(
    ['outcome', { outcome: 'won', value: 500 }],
    ['outcome', { outcome: 'lost' }],
    ['return', {}],
  );
