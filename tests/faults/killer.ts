import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../simulator/random.ts';
import type { OwnPostgres } from '../support/own-postgres.ts';
import type { WholeStack } from '../support/whole-stack.ts';

export type Target = 'product' | 'postgres' | 'temporal';

/** As many targets, every other one the product, in an order that the seed gives. */
export function targetsOf(kills: number, random: Random): readonly Target[] {
  const turns = ['product', 'postgres', 'product', 'temporal'] as const;
  return Array.from({ length: kills }, (_, i) => turns[i % turns.length] ?? 'product')
    .map((target) => ({ target, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ target }) => target);
}

/** Kills with -9, and starts again what was killed. */
export class Killer {
  readonly #whole: WholeStack;
  readonly #postgres: OwnPostgres;

  constructor(whole: WholeStack, postgres: OwnPostgres) {
    this.#whole = whole;
    this.#postgres = postgres;
  }

  /** It is gone for `away` ms. Resolves with when it was gone, once it is back. */
  async kill(target: Target, away: number): Promise<number> {
    const { die, rise } = this.#ways()[target];
    await die();
    const gone = Date.now();
    await pause(away);
    await rise();
    return gone;
  }

  #ways(): Readonly<Record<Target, Readonly<{ die(): Promise<void>; rise(): Promise<void> }>>> {
    const [whole, postgres] = [this.#whole, this.#postgres];
    return {
      product: { die: () => whole.killProduct(), rise: () => whole.startProduct() },
      temporal: { die: () => whole.killTemporal(), rise: () => whole.startTemporal() },
      postgres: { die: () => postgres.kill(), rise: () => postgres.restart() },
    };
  }
}
