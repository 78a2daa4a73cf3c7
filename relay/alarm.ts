/** A rest that news may cut short. */
export type Alarm = Readonly<{
  /** Ends the rest that is going on, or else the next one before it begins. */
  ring: () => void;
  /** Rests for `ms` milliseconds at most. */
  rest: (ms: number) => Promise<void>;
}>;

/** News that comes while nobody rests is kept, so nothing that is rung between a look and a rest is slept over. */
export function createAlarm(): Alarm {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    rest: async (ms) => {
      if (!rung && ms > 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, ms);
        wake = resolve;
        await promise;
        clearTimeout(timer);
        wake = undefined;
      }
      rung = false;
    },
  };
}
