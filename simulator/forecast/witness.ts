import { DAY } from '../../core/calendar/day.ts';
import type { Instant } from '../../core/fact.ts';
import { stageOf } from '../../core/frozen.ts';
import type { Happening } from '../happening.ts';
import { endPlace, stagePlace } from './places.ts';
import type { Offered, Tally } from './tally.ts';
import type { World } from './world.ts';

const WEEK = 7 * DAY;

/** Sees one person's life, and puts it down in a tally. */
export class Witness {
  readonly #world: World;
  readonly #tally: Tally;
  readonly #person: number;
  readonly #capReason: string;
  readonly #offers = new Map<string, Offered>();
  /** Of all mails that the cap counts. */
  readonly #sent: Instant[] = [];
  #place = 'outside';
  #touches = 0;
  readonly #is = { recycled: false, won: false, heldByCap: false, atCap: false };

  constructor(world: World, tally: Tally, person: number) {
    this.#world = world;
    this.#tally = tally;
    this.#person = person;
    this.#capReason = `${world.setup.house.limits.perWeek} mails in the last week`;
    this.#count('people');
    this.#add('outside', 0, 1);
  }

  see(happening: Happening): void {
    switch (happening.kind) {
      case 'sent':
        return this.#seeMail(happening);
      case 'deferred':
        return this.#seeDelay(happening.reason);
      case 'unsubscribed':
      case 'faulted':
        return this.#count(happening.kind);
      case 'offered':
      case 'handoff':
        return this.#seeHandoff(happening);
      case 'entered':
      case 'stage':
      case 'ended':
        return this.#seeMove(happening);
      default:
    }
  }

  /** Their time is over: what could only be known now. */
  close(): void {
    const { touches } = this.#tally;
    if (this.#place === 'outside') return;
    this.#count('came');
    touches.set(this.#touches, (touches.get(this.#touches) ?? 0) + 1);
    if (this.#offers.size > 0) this.#count('offered');
    const { recycled, won, heldByCap, atCap } = this.#is;
    if (recycled) this.#count('recycled');
    if (heldByCap) this.#count('heldByCap');
    if (atCap) this.#count('atCap');
    for (const offer of this.#offers.values()) this.#tally.offers.push(offer);
    if (won) this.#count('won');
  }

  #seeDelay(reason: string): void {
    if (reason === this.#capReason) this.#is.heldByCap = true;
  }

  #seeMail({ at, mindset, topic }: Extract<Happening, { kind: 'sent' }>): void {
    const mails = this.#tally.mails[mindset];
    const day = this.#dayOf(at);
    mails[day] = (mails[day] ?? 0) + 1;
    this.#touches += 1;
    const { topics, limits } = this.#world.setup.house;
    if (topics[topic]?.service === true) return;
    this.#sent.push(at);
    const first = this.#sent.at(-limits.perWeek);
    if (first !== undefined && this.#sent.length >= limits.perWeek && at - first < WEEK)
      this.#is.atCap = true;
  }

  #seeMove(happening: Extract<Happening, { kind: 'entered' | 'stage' | 'ended' }>): void {
    const { at, journey = '', step = '' } = happening;
    const stage = happening.kind === 'stage' ? happening.to : stageOf(step);
    if (happening.kind !== 'ended' && this.#world.recycles.has(`${journey}.${stage}`))
      this.#is.recycled = true;
    if (happening.kind === 'ended' && happening.as === 'won') this.#win();
    if (journey !== this.#world.plan.journey) return;
    this.#move(happening.kind === 'ended' ? endPlace(happening.as) : stagePlace(stage), at);
  }

  #seeHandoff(happening: Extract<Happening, { kind: 'offered' | 'handoff' }>): void {
    const { at, handoff, team } = happening;
    if (happening.kind === 'offered') {
      const { until } = happening;
      this.#offers.set(handoff, { person: this.#person, team, at, until, state: 'offered' });
      return;
    }
    const offer = this.#offers.get(handoff);
    if (offer === undefined) return;
    offer.state = happening.became;
    if (happening.became === 'accepted') offer.accepted = true;
    if (happening.reason !== undefined) offer.reason = happening.reason;
    if (CLOSED.has(happening.became)) offer.closedAt = at;
    if (happening.became === 'won') this.#win();
  }

  #win(): void {
    if (this.#is.won) return;
    this.#is.won = true;
    if (this.#is.recycled) this.#count('wonAfterRecycle');
  }

  #move(to: string, at: Instant): void {
    const day = this.#dayOf(at);
    this.#add(this.#place, day, -1);
    this.#add(to, day, 1);
    this.#place = to;
  }

  #add(place: string, day: number, people: number): void {
    const moves = this.#tally.moves[place];
    if (moves === undefined) throw new Error(`nobody can be at ${place}`);
    moves[day] = (moves[day] ?? 0) + people;
  }

  #count(what: keyof Tally['counts']): void {
    this.#tally.counts[what] += 1;
  }

  #dayOf(at: Instant): number {
    return Math.floor((at - this.#world.begins) / DAY);
  }
}

const CLOSED: ReadonlySet<string> = new Set([
  'rejected',
  'expired',
  'won',
  'lost',
  'returned',
  'withdrawn',
]);
