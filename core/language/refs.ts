import type { Ref } from './time.ts';

/** Each property of an event, by name. */
export type Refs<P> = { readonly [K in keyof P]: Ref<P[K]> };

/** Any property asked of it is a reference to that property. */
export const refs = <P>(of: string): Refs<P> =>
  new Proxy({} as Refs<P>, { get: (_, property) => ({ of, property: String(property) }) });
