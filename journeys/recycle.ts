import { all, educate, rested, to, wait } from './language.ts';
import { qualified } from './qualified.ts';

/** A note a month, nothing sold, until they are ready: most are not in the market this year. */
export const recycle = [
  wait('2 weeks'),
  educate.series('field-notes', {
    every: '30 days',
    until: all(rested, qualified),
    from: 'ana',
  }),
  to('handoff'),
] as const;
