/** By hand: PERENNIAL_RACES=1000. */
export const RACES = Number(process.env['PERENNIAL_RACES'] ?? 100);

/** As many of them. */
export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
/** In a few at once, so that each has connections for all who take part. */
export async function race<P>(
  people: readonly P[],
  run: (person: P, i: number) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < people.length; at += 12)
    await Promise.all(people.slice(at, at + 12).map((person, i) => run(person, at + i)));
}
/** A moment that differs from race to race, up to `most` ms: some start together, some do not. */
export const moment = (most: number): Promise<void> =>
  new Promise((done) => setTimeout(done, Math.random() * most));
