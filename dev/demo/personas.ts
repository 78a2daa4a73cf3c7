import { z } from 'zod';
import { lengthOf } from '../../core/length.ts';
import type { House } from '../../core/language/vocabulary.ts';
import type { Persona } from '../../project/personas.ts';
import type { PublicApi } from './public-api.ts';

/** What the cast lives by: a house that has all of it is the sample's, and is played by the cast. */
const CAST = ['trial.started', 'webinar.registered', 'pricing.viewed', 'demo.requested'];

/** Whether the cast can live in this house. Another house is played by its own personas. Pure. */
export const suitsCast = ({ events }: Pick<House, 'events'>): boolean =>
  CAST.every((event) => Object.hasOwn(events, event));

export type World = Readonly<{
  personas: ReadonlyMap<string, Persona>;
  /** What they agree to, where they do not say. */
  topics: readonly string[];
  pace: number;
}>;

type Doing = Persona['does'][number];
type Due = Readonly<{ name: string; i: number; n: number; doing: Doing; at: number }>;

/**
 * The personas of a project, doing what they do at the world's pace, over the public API. What somebody does about a mail or a stage is
 * left to `perennial simulate`, and how sales answers to whoever tries it. Each deed has a name of its own: told again, it is known.
 */
export class Personas {
  readonly #api: Pick<PublicApi, 'post'>;
  readonly #world: World;
  #due: readonly Due[] | undefined;

  constructor(api: Pick<PublicApi, 'post'>, world: World) {
    this.#api = api;
    this.#world = world;
  }

  async tick(now: number): Promise<void> {
    this.#due ??= await this.#join(now);
    const ready = this.#due.filter(({ at }) => at <= now);
    for (const due of ready) {
      await this.#tell(due, now);
      const rest: readonly Due[] = this.#due.filter((one) => one !== due);
      this.#due = [...rest, ...this.#again(due)];
    }
  }

  async #join(now: number): Promise<readonly Due[]> {
    for (const [name, persona] of this.#world.personas) {
      const consents = (persona.consent ?? this.#world.topics).map((topic) => ({
        topic,
        basis: 'consent',
        source: 'a persona of this project',
      }));
      const { email, traits, zone } = persona;
      const who = { email, traits, consents, ...(zone !== undefined && { zone }) };
      await this.#api.post(
        '/v1/prospects',
        { ...who, messageId: idOf(name, 'joins') },
        z.unknown(),
      );
    }
    return [...this.#world.personas].flatMap(([name, { does }]) =>
      does.flatMap((doing, i) =>
        doing.of === undefined ? [{ name, i, n: 0, doing, at: now + this.#long(doing.after) }] : [],
      ),
    );
  }

  async #tell({ name, i, n, doing }: Due, now: number): Promise<void> {
    const email = this.#world.personas.get(name)?.email;
    const common = { email, messageId: idOf(name, `${i}-${n}`) };
    if ('becomes' in doing)
      await this.#api.post('/v1/identify', { ...common, traits: doing.becomes }, z.unknown());
    else {
      const properties = Object.fromEntries(
        Object.entries(doing.with ?? {}).map(([key, said]) => [
          key,
          typeof said === 'object' ? new Date(now + this.#long(said.in)).toISOString() : said,
        ]),
      );
      const { event } = doing;
      await this.#api.post('/v1/track', { ...common, event, properties }, z.unknown());
    }
  }

  #again({ n, at, doing, ...due }: Due): readonly Due[] {
    const { every, times = Infinity } = doing;
    if (every === undefined || n + 1 >= times) return [];
    return [{ ...due, doing, n: n + 1, at: at + Math.max(this.#long(every), SOON) }];
  }

  #long(length: string | undefined): number {
    return length === undefined ? 0 : lengthOf(length, this.#world.pace);
  }
}

/** Nobody does the same more often; ms. */
const SOON = 500;

const idOf = (name: string, what: string): string => `persona-${name}-${what}`;
