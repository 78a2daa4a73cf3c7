import type { Scalar } from '../frozen.ts';
import type { TraitRef } from './time.ts';

export type TraitLeaf = Readonly<{ trait: string }> &
  (
    | Readonly<{ is: Scalar }>
    | Readonly<{ oneOf: readonly Scalar[] }>
    | Readonly<{ atLeast: number }>
    | Readonly<{ under: number }>
    | Readonly<{ known: true }>
  );

/** What may be asked of a trait: of a number, how much; of a date, whether it is known (and it goes wherever a time goes); of all else, which. */
export type TraitVerbs<V> = TraitRef<V> & Readonly<{ known: () => TraitLeaf }> & VerbsOf<V>;
type VerbsOf<V> = [V] extends [Date]
  ? unknown
  : Readonly<{ is: (value: V) => TraitLeaf }> &
      ([V] extends [number]
        ? Readonly<{
            atLeast: (least: number) => TraitLeaf;
            under: (limit: number) => TraitLeaf;
          }>
        : Readonly<{ oneOf: (...values: readonly V[]) => TraitLeaf }>);

/** The verbs of one trait. `trait` itself is data, so `trait('city')` may also fill a slot. */
export function traitVerbs<V>(trait: string): TraitVerbs<V> {
  const verbs = {
    trait,
    known: () => ({ trait, known: true }),
    is: (is: V) => ({ trait, is }),
    atLeast: (atLeast: number) => ({ trait, atLeast }),
    under: (under: number) => ({ trait, under }),
    oneOf: (...oneOf: readonly V[]) => ({ trait, oneOf }),
  };
  return verbs as unknown as TraitVerbs<V>;
}
