import { Problem } from '../http/problem.ts';

/** Lets `atOnce` pieces of work run at a time and refuses more. */
export type Slots = Readonly<{ use: <T>(work: () => Promise<T>) => Promise<T> }>;

export function createSlots(atOnce: number): Slots {
  let taken = 0;
  return {
    async use(work) {
      if (taken >= atOnce)
        throw new Problem(
          'not-ready',
          `${taken} imports are running. Wait until one of them ends.`,
        );
      taken += 1;
      try {
        return await work();
      } finally {
        taken -= 1;
      }
    },
  };
}
