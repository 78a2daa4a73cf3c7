import type { Ref, Span } from './time.ts';

/** What one property of a deed has to be. */
export type Match<V> =
  | Ref<V>
  | ([V] extends [Date]
      ? never
      : | V
        | readonly V[]
        | (V extends number
            ? Readonly<{ atLeast: number }> | Readonly<{ under: number }>
            : V extends string
              ? Readonly<{ startsWith: string }>
              : never));
export type Where<P> = string extends keyof P
  ? [P[keyof P]] extends [never]
    ? Readonly<{ 'this event has no properties'?: never }>
    : Wheres<P>
  : Wheres<P>;
type Wheres<P> = { readonly [K in keyof P]?: Match<P[K]> };

export type Deed = Readonly<{
  event: string;
  where?: object;
  times?: number;
  within?: Span;
  ever?: true;
}>;

/** A fact about the past: one field of data, and three verbs to refine it. (Verbs named like fields would end up in the JSON.) */
export class Did {
  readonly did: Deed;
  constructor(did: Deed) {
    this.did = did;
  }
  times(times: number): Refined {
    return refined({ ...this.did, times });
  }
  /** In the last so many days, and since they entered. */
  within(within: Span): Refined {
    return refined({ ...this.did, within });
  }
  /** Also before they entered. */
  ever(): Refined {
    return refined({ ...this.did, ever: true });
  }
}

/** A deed with a verb said of it. The mark is for the types alone: where only the deed counts, they refuse it. */
export interface Refined extends Did {
  readonly refined: true;
}
const refined = (did: Deed): Refined => new Did(did) as Refined;

/** A text property that begins so: `did('page.viewed', { path: startsWith('/pricing') })`. */
export const startsWith = (text: string): Readonly<{ startsWith: string }> => ({
  startsWith: text,
});
