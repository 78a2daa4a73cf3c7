import { endIn } from '../exit.ts';
import type { Kind } from './kind.ts';

export const end: Kind = {
  words: ['as'],
  name: (said) => `end-${String(said['as'])}`,
  shared: true,
  freeze: (said, place) => ({ kind: 'end', as: endIn(place, said['as']) }),
};
