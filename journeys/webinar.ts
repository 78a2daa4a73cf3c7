import {
  after,
  assist,
  before,
  branch,
  convert,
  did,
  educate,
  end,
  into,
  journey,
  offerTo,
  on,
  otherwise,
  split,
  task,
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
const came = did('webinar.attended', { webinar: seat.webinar, minutes: { atLeast: 20 } });

const offerBoth = (team: 'new-business' | 'enterprise', suggest: string) =>
  offerTo(team, {
    because: qualified,
    suggest,
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
  });

/** One passage a webinar. It speaks before all else until the recording is out; from then on anything else may take over. */
export const webinar = journey('webinar', {
  topic: 'field-notes',
  during: 'office mornings',
  priority: 2,
  enter: on('webinar.registered').into('awareness'),
  again: { per: seat.webinar },

  whenever: [when(handRaised, to('handoff'))],

  stages: {
    awareness: [
      educate('seat-saved', {
        fill: { title: seat.title, startsAt: seat.startsAt },
        topic: 'your-seat',
      }),
      wait.until(before('1 hour', seat.startsAt)),
      educate('starts-in-an-hour', {
        fill: { title: seat.title, startsAt: seat.startsAt },
        topic: 'your-seat',
        during: 'anytime',
        uselessAfter: before('5 minutes', seat.startsAt),
      }),
      wait.until(after('1 day', seat.startsAt)),
      branch(
        'came',
        when(
          came,
          educate('the-recording', { fill: { title: seat.title }, during: 'working hours' }),
        ),
        otherwise(
          educate('sorry-we-missed-you', { fill: { title: seat.title }, during: 'working hours' }),
        ),
      ),
      to('follow-up'),
    ],

    'follow-up': [
      split(
        'proof',
        {
          story: [wait('3 days'), educate('customer-story', { from: 'ana' })],
          numbers: [wait('3 days'), educate('three-numbers', { from: 'ana' })],
          holdout: [],
        },
        {
          shares: { story: 40, numbers: 40, holdout: 20 },
          by: 'account',
          judgedBy: did('handoff.accepted').within('90 days'),
        },
      ),
      waitFor('interest', interested, {
        atMost: '21 days',
        met: convert('working-session'),
        late: educate.series('field-notes', {
          every: '21 days',
          until: interested,
          atMost: 3,
          from: 'ana',
        }),
      }),
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
      task('first-call', {
        for: 'owner',
        ask: 'Call, then ask marketing for what you need.',
        within: '1 business day',
      }),
      assist({
        shelf: { reference: 'reference-call', roi: 'roi-model', plan: 'rollout-plan' },
        lost: to('recycle'),
        returned: to('recycle'),
        quiet: { after: '60 days', then: to('recycle') },
      }),
    ],

    recycle,
  },
});
