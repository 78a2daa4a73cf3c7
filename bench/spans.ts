/** How long named parts of the work took, each by the clock: with many at once, waiting for the processor is in it. */
export type Spans = Readonly<{
  time<T>(name: string, work: () => Promise<T>): Promise<T>;
  timeSync<T>(name: string, work: () => T): T;
  /** Mean milliseconds by name. */
  means(): Readonly<Record<string, number>>;
}>;

export function createSpans(): Spans {
  const sums = new Map<string, { count: number; ms: number }>();
  const add = (name: string, began: number): void => {
    const sum = sums.get(name) ?? { count: 0, ms: 0 };
    sums.set(name, { count: sum.count + 1, ms: sum.ms + performance.now() - began });
  };
  return {
    async time(name, work) {
      const began = performance.now();
      return work().finally(() => add(name, began));
    },
    timeSync(name, work) {
      const began = performance.now();
      const result = work();
      add(name, began);
      return result;
    },
    means: () => Object.fromEntries([...sums].map(([name, { count, ms }]) => [name, ms / count])),
  };
}
