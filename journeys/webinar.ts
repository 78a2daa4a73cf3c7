import {
  assist,
  branch,
  bySales,
  convert,
  did,
  educate,
  end,
  into,
  journey,
  offerTo,
  on,
  otherwise,
  the,
  to,
  trait,
  wait,
  waitFor,
  when,
} from './language.ts';
import { handRaised, interested, qualified } from './qualified.ts';
import { recycle } from './recycle.ts';

const seat = the('webinar.registered');
const came = did('webinar.attended', { minutes: { atLeast: 20 } });

const offerBoth = (team: 'new-business' | 'enterprise', suggest: string) =>
  offerTo(team, {
    because: qualified,
    suggest,
    answerIn: '1 day',
    accepted: into('selling'),
    unworked: to('recycle'),
    rejected: {
      'not-ready': to('recycle'),
      'no-budget': to('recycle'),
      'no-response': to('recycle'),
      'wrong-person': to('nurture'),
      'bad-fit': end('bad-fit'),
    },
  });

export const webinar = journey('webinar', {
  topic: 'field-notes',
  priority: 2,
  enter: [on('webinar.registered').into('awareness'), bySales.into('nurture')],

  whenever: [when(handRaised, to('handoff'))],

  stages: {
    awareness: [
      educate('seat-saved', { fill: { title: seat.title, startsAt: seat.startsAt } }),
      waitFor('came', came, {
        atMost: '7 days',
        met: educate('the-recording', { fill: { title: seat.title } }),
        late: educate('sorry-we-missed-you', { fill: { title: seat.title } }),
      }),
      to('nurture'),
    ],

    nurture: [
      wait('3 days'),
      educate('customer-story', { from: 'ana' }),
      wait('4 days'),
      educate('three-numbers', { from: 'ana' }),
      waitFor('interest', interested, { atMost: '21 days', met: convert('working-session') }),
      waitFor('qualified', qualified, {
        atMost: '14 days',
        met: to('handoff'),
        late: to('recycle'),
      }),
    ],

    handoff: [
      branch(
        'which-team',
        when(
          trait('employees').atLeast(1000),
          offerBoth('enterprise', 'Offer the security review.'),
        ),
        otherwise(offerBoth('new-business', 'Name the question they asked in the webinar.')),
      ),
    ],

    selling: [
      assist({
        shelf: { reference: 'reference-call', roi: 'roi-model', plan: 'rollout-plan' },
        lost: to('recycle'),
        returned: to('nurture'),
        quiet: { after: '60 days', then: to('recycle') },
      }),
    ],

    recycle,
  },
});
