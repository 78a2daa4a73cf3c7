import {
  all,
  assist,
  byList,
  convert,
  educate,
  end,
  into,
  journey,
  offerTo,
  on,
  rested,
  to,
  wait,
  waitFor,
  when,
} from './language.ts';
import { handRaised, interested, qualified } from './qualified.ts';

/** Whoever asks for the guide gets it at once. Sold to is only who looks at the prices. */
export const guide = journey('guide', {
  topic: 'notes',
  enter: [on('guide.requested').into('nurture'), byList.into('nurture')],
  again: { after: '180 days' },

  whenever: [when(handRaised, to('handoff'))],

  stages: {
    nurture: [
      educate('the-guide'),
      waitFor('interest', interested, { atMost: '21 days', late: to('recycle') }),
      convert('a-short-call'),
      waitFor('qualified', qualified, {
        atMost: '14 days',
        met: to('handoff'),
        late: to('recycle'),
      }),
    ],

    handoff: [
      offerTo('sales', {
        because: qualified,
        suggest: 'Ask who makes their rota, and how long it takes.',
        answerIn: '4 hours',
        accepted: into('selling'),
        unworked: to('recycle'),
        rejected: {
          'not-ready': to('recycle'),
          'no-response': to('recycle'),
          'bad-fit': end('bad-fit'),
        },
      }),
    ],

    selling: [
      assist({
        shelf: { guide: 'the-guide' },
        lost: to('recycle'),
        returned: to('recycle'),
        quiet: { after: '45 days', then: to('recycle') },
      }),
    ],

    recycle: [
      wait('1 week'),
      educate.series('notes', { every: '30 days', until: all(rested, qualified) }),
      to('handoff'),
    ],
  },
});
