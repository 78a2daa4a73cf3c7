import { z } from 'zod';
import { person, type Person } from './cast.ts';
import { tellOf } from './deeds.ts';
import { firstDeed } from './habits.ts';
import type { PublicApi } from './public-api.ts';

/** Newcomers join while fewer than these are in the stages that newcomers pass. */
const ENOUGH = 20;
const TOPICS = ['product-tips', 'field-notes', 'your-seat'];
const EARLY_STAGES = new Set(['awareness', 'nurture']);
/** ms between two looks, and so two newcomers, at first; and once the world is old: a demo left alone over night stays small. */
const SOON = 400;
const LATER = 6000;
const OLD = 60;

const Stage = z.object({ stage: z.string(), speaking: z.number(), wanting: z.number() });
const Report = z.object({ journeys: z.array(z.object({ stages: z.array(Stage) })) });

/** Lets newcomers in, one after the other. */
export class Joining {
  readonly #api: PublicApi;
  readonly #pace: number;
  #next: number | undefined;
  #looked = 0;

  constructor(api: PublicApi, pace: number) {
    this.#api = api;
    this.#pace = pace;
  }

  async tick(now: number): Promise<void> {
    // The last one may have been cut off between joining and their first deed: they do it again, which changes nothing.
    this.#next ??= Math.max(0, (await firstUnknown(this.#api)) - 1);
    if (now - this.#looked < gapOf(this.#next)) return;
    this.#looked = now;
    if ((await newcomers(this.#api)) >= ENOUGH) return;
    await this.#join(person(this.#next), now);
    this.#next += 1;
  }

  async #join(who: Person, now: number): Promise<void> {
    const consents = TOPICS.map((topic) => ({ topic, basis: 'consent', source: 'sign-up form' }));
    const messageId = `cast-${who.n}-joins`;
    const body = { email: who.email, traits: who.traits, consents, messageId };
    await this.#api.post('/v1/prospects', body, z.unknown());
    await tellOf(this.#api, { who, name: 'first', deed: firstDeed(who, now, this.#pace) });
  }
}

const gapOf = (joined: number): number =>
  joined < OLD ? SOON : Math.min(LATER, (joined / OLD) * 1000);

async function newcomers(api: PublicApi): Promise<number> {
  const { journeys } = await api.get('/v1/reports/stages', Report);
  const early = journeys
    .flatMap(({ stages }) => stages)
    .filter(({ stage }) => EARLY_STAGES.has(stage));
  return early.reduce((sum, { speaking, wanting }) => sum + speaking + wanting, 0);
}

/** The number of the first one whom the world does not know: they join in order. */
async function firstUnknown(api: PublicApi): Promise<number> {
  const isKnown = (n: number): Promise<boolean> =>
    api.exists(`/v1/prospects?email=${encodeURIComponent(person(n).email)}`);
  let beyond = 1;
  while (await isKnown(beyond - 1)) beyond *= 2;
  let known = Math.floor(beyond / 2); // so many are known, and the one before `beyond` is not
  while (known < beyond - 1) {
    const middle = Math.floor((known + beyond) / 2);
    if (await isKnown(middle - 1)) known = middle;
    else beyond = middle;
  }
  return known;
}
