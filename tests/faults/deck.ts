import { Random } from '../../simulator/random.ts';
import { CONNECTION_FAULTS, type Fault, MAIL_FAULTS, nameOf } from './fault.ts';

/** How many are dealt a fault until each fault has come once. */
const AT_FIRST = 0.5;

/** Who says what goes wrong with the next connection, and with the next mail. */
export type Dealer = Pick<Deck, 'deal' | 'takeBack' | 'happened'>;

/**
 * Deals faults to connections and to mails: each fault once, in an order that the seed gives, then again in another. Which mail gets
 * which is left to the wind: two connections never come in the same order twice.
 */
export class Deck {
  readonly #random: Random;
  readonly #share: number;
  readonly #piles: Readonly<Record<Pile, Fault[]>> = { connection: [], mail: [] };
  readonly #happened = new Map<Fault, number>();
  #calm = false;

  /** `share` of all mails get a fault, once each fault has happened. */
  constructor(seed: number, share: number) {
    this.#random = new Random(seed);
    this.#share = share;
  }

  /** What will go wrong with the next one; undefined: nothing. */
  deal(pile: Pile): Fault | undefined {
    if (this.#calm || !this.#random.chance(this.isThrough(pile) ? this.#share : AT_FIRST))
      return undefined;
    const cards = this.#piles[pile];
    if (cards.length === 0) cards.push(...this.#shuffled(ALL[pile]));
    return cards.pop();
  }

  /** Its mail was gone before its moment came. */
  takeBack(fault: Fault): void {
    this.#piles[pileOf(fault)].push(fault);
  }

  happened(fault: Fault): void {
    this.#happened.set(fault, this.times(fault) + 1);
  }

  times(fault: Fault): number {
    return this.#happened.get(fault) ?? 0;
  }

  /** How often each cell of phase and kind has happened. */
  get cells(): ReadonlyMap<string, number> {
    const cells = new Map<string, number>();
    for (const [fault, times] of this.#happened)
      cells.set(nameOf(fault), (cells.get(nameOf(fault)) ?? 0) + times);
    return cells;
  }

  /** Those that have not happened yet. */
  get missing(): readonly Fault[] {
    return [...CONNECTION_FAULTS, ...MAIL_FAULTS].filter((fault) => this.times(fault) === 0);
  }

  isThrough(pile: Pile): boolean {
    return ALL[pile].every((fault) => this.times(fault) > 0);
  }

  /** How often something happened that `which` is true of. */
  count(which: (fault: Fault) => boolean): number {
    return [...this.#happened].reduce((sum, [fault, times]) => sum + (which(fault) ? times : 0), 0);
  }

  /** No more faults. */
  calm(): this {
    this.#calm = true;
    return this;
  }

  #shuffled(faults: readonly Fault[]): readonly Fault[] {
    const placed = faults.map((fault) => ({ fault, place: this.#random.next() }));
    return placed.toSorted((a, b) => a.place - b.place).map(({ fault }) => fault);
  }
}

export type Pile = 'connection' | 'mail';
const ALL: Readonly<Record<Pile, readonly Fault[]>> = {
  connection: CONNECTION_FAULTS,
  mail: MAIL_FAULTS,
};

const pileOf = ({ phase }: Fault): Pile =>
  phase === 'greeting' || phase === 'ehlo' ? 'connection' : 'mail';
