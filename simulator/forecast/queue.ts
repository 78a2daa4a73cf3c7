/** Somebody who waits: since when, and for how long they then take a place. */
export type Waiting = Readonly<{ at: number; takes: number }>;
/** How long each waited, and how many waited at most at once. */
export type Queued = Readonly<{ waits: readonly number[]; longest: number; busiest: number }>;

/** First come, first served, at so many places; `waiting` in the order of coming. Pure, total. */
export function queue(waiting: readonly Waiting[], places: number): Queued {
  const free = new Times();
  const starts: number[] = [];
  const waits = waiting.map(({ at, takes }) => {
    const next = free.size < places ? at : Math.max(at, free.take());
    free.add(next + takes);
    starts.push(next);
    return next - at;
  });
  const ends = waiting.map(({ takes }, i) => (starts[i] ?? 0) + takes);
  return {
    waits,
    longest: mostAtOnce(waiting.map(({ at }, i) => ({ from: at, to: starts[i] ?? at }))),
    busiest: mostAtOnce(starts.map((from, i) => ({ from, to: ends[i] ?? from }))),
  };
}

/** How many stretches there are at once, at most; ends do not count. Pure. */
export function mostAtOnce(stretches: readonly Readonly<{ from: number; to: number }>[]): number {
  const begins = stretches.map(({ from }) => from).toSorted((a, b) => a - b);
  const ends = stretches.map(({ to }) => to).toSorted((a, b) => a - b);
  let most = 0;
  let over = 0;
  for (const [i, from] of begins.entries()) {
    while ((ends[over] ?? Infinity) <= from) over += 1;
    most = Math.max(most, i + 1 - over);
  }
  return most;
}

/** Numbers, the least first: a binary heap. */
class Times {
  readonly #items: number[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(time: number): void {
    const items = this.#items;
    items.push(time);
    for (let i = items.length - 1; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!this.#swapIfLess(i, parent)) break;
      i = parent;
    }
  }

  take(): number {
    const items = this.#items;
    const [first = 0] = items;
    const last = items.pop() ?? 0;
    if (items.length === 0) return first;
    items[0] = last;
    for (let i = 0; ;) {
      const left = 2 * i + 1;
      const child = (items[left + 1] ?? Infinity) < (items[left] ?? Infinity) ? left + 1 : left;
      if (!this.#swapIfLess(child, i)) return first;
      i = child;
    }
  }

  #swapIfLess(a: number, b: number): boolean {
    const [x = Infinity, y = Infinity] = [this.#items[a], this.#items[b]];
    if (x >= y) return false;
    this.#items[a] = y;
    this.#items[b] = x;
    return true;
  }
}
