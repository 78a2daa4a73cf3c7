import type { Instant } from '../core/fact.ts';

type Item = Readonly<{ at: Instant; order: number; act: () => void }>;

/** What is to come, the earliest first; of two at once, what was put down first. A binary heap. */
export class Agenda {
  readonly #items: Item[] = [];
  #order = 0;

  get next(): Instant {
    return this.#items[0]?.at ?? Infinity;
  }

  add(at: Instant, act: () => void): void {
    const items = this.#items;
    items.push({ at, order: this.#order++, act });
    for (let i = items.length - 1; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!this.#swapIfEarlier(i, parent)) break;
      i = parent;
    }
  }

  take(): Item | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first;
    items[0] = last;
    for (let i = 0; ;) {
      const left = 2 * i + 1;
      const child = this.#isEarlier(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfEarlier(child, i)) break;
      i = child;
    }
    return first;
  }

  #isEarlier(a: number, b: number): boolean {
    const [x, y] = [this.#items[a], this.#items[b]];
    return x !== undefined && y !== undefined && (x.at - y.at || x.order - y.order) < 0;
  }

  #swapIfEarlier(a: number, b: number): boolean {
    if (!this.#isEarlier(a, b)) return false;
    const [x, y] = [this.#items[a], this.#items[b]];
    if (x === undefined || y === undefined) return false;
    this.#items[a] = y;
    this.#items[b] = x;
    return true;
  }
}
