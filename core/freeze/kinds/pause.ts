import type { Kind } from './kind.ts';

/** Waits at the end of a list: they belong to the step that follows, but only for those who come this way. */
export const pause: Kind = {
  words: ['name'],
  name: (said) => said['name'],
  freeze: (_, place) => ({ kind: 'to', next: place.next }),
};
