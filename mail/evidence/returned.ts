import type { Adapter } from './adapter.ts';

/**
 * What comes back by itself: a provider's events, bounces, delivery notices. Whoever takes one in (store/take-back.ts) settles the ledger
 * at once, so there is nothing to look for; to name it is to give it time before `ifUnsure` is done. It never proves that a mail is absent.
 */
export const returned: Adapter = {
  word: 'returned',
  example: '',
  open(where) {
    if (where !== '')
      throw new Error('PERENNIAL_EVIDENCE says more after returned than there is to say.');
    return {
      name: 'what comes back',
      provesAbsence: false,
      settlesWithin: 60_000,
      patience: 30 * 60_000,
      problem: () => Promise.resolve(undefined),
      look: () => Promise.resolve('unknown'),
      close: () => Promise.resolve(),
    };
  },
};
