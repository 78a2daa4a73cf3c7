import type { Duration, Ref } from './time.ts';

/** What one property of a deed has to be. */
export type Match<V> =
  | V
  | readonly V[]
  | Ref<V>
  | (V extends number
      ? Readonly<{ atLeast: number }> | Readonly<{ under: number }>
      : V extends string
        ? Readonly<{ startsWith: string }>
        : never);
export type Where<P> = { readonly [K in keyof P]?: Match<P[K]> };

export type Deed = Readonly<{
  event: string;
  where?: object;
  times?: number;
  within?: Duration;
  ever?: true;
}>;

/** A fact about the past: one field of data, and three verbs to refine it. (Verbs named like fields would end up in the JSON.) */
export class Did {
  readonly did: Deed;
  constructor(did: Deed) {
    this.did = did;
  }
  times(times: number): Did {
    return new Did({ ...this.did, times });
  }
  /** In the last so many days, and since they entered. */
  within(within: Duration): Did {
    return new Did({ ...this.did, within });
  }
  /** Also before they entered. */
  ever(): Did {
    return new Did({ ...this.did, ever: true });
  }
}

/** A text property that begins so: `did('page.viewed', { path: startsWith('/pricing') })`. */
export const startsWith = (text: string): Readonly<{ startsWith: string }> => ({
  startsWith: text,
});
