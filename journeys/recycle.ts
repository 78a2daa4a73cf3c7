import { all, educate, rested, to, wait, waitFor } from './language.ts';
import { qualified } from './qualified.ts';

/** A note every other week, nothing sold, until they are ready: most are not in the market this year. */
export const recycle = [
  wait('1 week'),
  educate('field-notes/02-onboarding', { from: 'ana' }),
  wait('2 weeks'),
  educate('field-notes/01-silence', { from: 'ana' }),
  wait('2 weeks'),
  educate('field-notes/03-handover', { from: 'ana' }),
  wait('2 weeks'),
  educate('field-notes/04-small-teams', { from: 'ana' }),
  waitFor('ready', all(rested, qualified), {
    atMost: '30 days',
    met: to('handoff'),
    late: to('recycle'),
  }),
] as const;
