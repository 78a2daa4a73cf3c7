import {
  all,
  assist,
  convert,
  did,
  educate,
  end,
  intent,
  into,
  journey,
  offerTo,
  on,
  rested,
  the,
  to,
  wait,
  waitFor,
  when,
} from './language.ts';
import { handRaised, qualified } from './qualified.ts';

const seat = the('session.registered');
const cameTwice = did('session.attended', {
  series: seat.series,
  minutes: { atLeast: 20 },
}).times(2);

/** One passage for each series of talks: what they make of it, from the first seat to a customer, or to a note every six weeks. */
export const series = journey('series', {
  topic: 'webinars',
  during: 'mornings',
  enter: on('session.registered').into('between'),
  again: { per: seat.series },

  whenever: [when(handRaised, to('handoff'))],

  stages: {
    between: [
      wait('1 week'),
      waitFor('came-twice', cameTwice, {
        atMost: '4 weeks',
        met: educate('from-talk-to-building', { from: 'hal' }),
        late: educate('the-talks-in-four-pages', {
          fill: { series: seat.seriesTitle },
          from: 'hal',
        }),
      }),
      waitFor('interest', intent.atLeast(20), {
        atMost: '2 weeks',
        met: convert('bring-your-meters', { from: 'hal' }),
      }),
      waitFor('qualified', qualified, {
        atMost: '14 days',
        met: to('handoff'),
        late: to('in-touch'),
      }),
    ],

    handoff: [
      offerTo('sales', {
        because: qualified,
        suggest: 'Name the talk that they stayed longest in.',
        answerIn: '1 business day',
        accepted: into('selling'),
        unworked: to('in-touch'),
        rejected: {
          'not-ready': to('in-touch'),
          'no-response': to('in-touch'),
          'wrong-person': to('in-touch'),
          'bad-fit': end('bad-fit'),
        },
      }),
    ],

    selling: [
      assist({
        shelf: { savings: 'savings-sheet', reference: 'a-school-district' },
        lost: to('in-touch'),
        returned: to('in-touch'),
        quiet: { after: '45 days', then: to('in-touch') },
      }),
    ],

    'in-touch': [
      wait('1 week'),
      educate.series('field-notes', {
        every: '6 weeks',
        until: all(rested, qualified),
        from: 'hal',
      }),
      to('handoff'),
    ],
  },
});
