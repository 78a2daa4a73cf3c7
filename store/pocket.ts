/** What one worker has of one quota, in memory. Only `ask` waits for the database, and many who ask at once are one question. */
export type Pocket = Readonly<{
  /** There is one to take now. */
  has: () => boolean;
  take: () => void;
  /**
   * How long whoever comes now must wait, ms; undefined: nobody knows before it is asked. `last`: what was heard when it was last asked is good
   * enough. Each time it is said somebody stands in line.
   */
  wait: (key: string, last: boolean) => number | undefined;
  /** Leases some, or learns when there are more. */
  ask: () => Promise<void>;
}>;

/** One at a time: who comes while it is under way waits for that one. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  return () =>
    (underWay ??= work().finally(() => {
      underWay = undefined;
    }));
}
