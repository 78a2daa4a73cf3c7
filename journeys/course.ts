import {
  assist,
  bySales,
  byList,
  educate,
  end,
  into,
  journey,
  offerTo,
  to,
  wait,
  waitFor,
  when,
} from './language.ts';
import { handRaised } from './qualified.ts';
import { recycle } from './recycle.ts';

/** People who once asked about a course, from a list: a welcome at once, then help with choosing. */
export const course = journey('course', {
  topic: 'courses',
  enter: [byList.into('awareness'), bySales.into('nurture')],
  again: 'never',

  whenever: [when(handRaised, to('handoff'))],

  stages: {
    awareness: [
      educate('course-welcome'),
      wait('4 days'),
      educate('course-how-to-choose'),
      to('nurture'),
    ],

    nurture: [
      wait('1 week'),
      educate('course-alumni-story', { from: 'ana' }),
      wait('1 week'),
      educate('course-three-questions'),
      waitFor('asked', handRaised, {
        atMost: '30 days',
        met: to('handoff'),
        late: to('recycle'),
      }),
    ],

    handoff: [
      offerTo('new-business', {
        because: handRaised,
        suggest: 'Ask what they want to be able to do a year from now.',
        answerIn: '1 business day',
        accepted: into('selling'),
        unworked: to('recycle'),
        rejected: {
          'not-ready': to('recycle'),
          'no-budget': to('recycle'),
          'no-response': to('recycle'),
          'wrong-person': to('recycle'),
          'bad-fit': end('bad-fit'),
        },
      }),
    ],

    selling: [
      assist({
        shelf: { alumni: 'course-alumni-story', questions: 'course-three-questions' },
        lost: to('recycle'),
        returned: to('recycle'),
        quiet: { after: '30 days', then: to('recycle') },
      }),
    ],

    recycle,
  },
});
