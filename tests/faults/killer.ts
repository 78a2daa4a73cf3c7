import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../simulator/random.ts';
import type { OwnPostgres } from '../support/own-postgres.ts';
import type { WholeStack } from '../support/whole-stack.ts';

/** What is killed with -9; or, `frozen`: a worker beside the product stands still for so long that others take its mails over. */
export type Target = 'product' | 'postgres' | 'temporal' | 'frozen';

/** As many targets, every other one the product, in an order that the seed gives; then `frozen` somewhere in between. */
export function targetsOf(
  { kills, frozen }: Readonly<{ kills: number; frozen: number }>,
  random: Random,
): readonly Target[] {
  const turns = ['product', 'postgres', 'product', 'temporal'] as const;
  const killed = Array.from({ length: kills }, (_, i) => turns[i % turns.length] ?? 'product');
  return [...killed, ...Array.from({ length: frozen }, () => 'frozen' as const)]
    .map((target) => ({ target, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ target }) => target);
}

/** Longer than Temporal waits for a sign of life of a touch, ms: see workflows/carry-out.ts. */
const STANDS_STILL = 36_000;

/** Kills with -9, and starts again what was killed. */
export class Killer {
  readonly #whole: WholeStack;
  readonly #postgres: OwnPostgres;
  /** When each that was frozen went on. */
  readonly thaws: number[] = [];
  #thaw: Promise<void> = Promise.resolve();

  constructor(whole: WholeStack, postgres: OwnPostgres) {
    this.#whole = whole;
    this.#postgres = postgres;
  }

  /** It is gone for `away` ms. Resolves with when it was gone, once it is back; what is frozen goes on by itself, meanwhile. */
  async kill(target: Target, away: number): Promise<number> {
    const { die, rise } = this.#ways()[target];
    await die();
    const gone = Date.now();
    await pause(away);
    await rise();
    return gone;
  }

  /** Resolves when nothing is frozen. */
  thawed(): Promise<void> {
    return this.#thaw;
  }

  #ways(): Readonly<Record<Target, Readonly<{ die(): Promise<void>; rise(): Promise<void> }>>> {
    const [whole, postgres] = [this.#whole, this.#postgres];
    return {
      product: { die: () => whole.killProduct(), rise: () => whole.startProduct() },
      temporal: { die: () => whole.killTemporal(), rise: () => whole.startTemporal() },
      postgres: { die: () => postgres.kill(), rise: () => postgres.restart() },
      frozen: { die: () => this.#freeze(), rise: async () => {} },
    };
  }

  async #freeze(): Promise<void> {
    await this.#thaw;
    const thaw = this.#whole.freezeWorker();
    this.#thaw = this.#later(thaw);
  }

  async #later(thaw: () => void): Promise<void> {
    await pause(STANDS_STILL);
    thaw();
    this.thaws.push(Date.now());
  }
}
