import {
  after,
  all,
  assist,
  before,
  branch,
  convert,
  did,
  educate,
  end,
  into,
  journey,
  not,
  offerTo,
  on,
  rested,
  task,
  the,
  to,
  trait,
  wait,
  waitFor,
  when,
} from './language.ts';
import { adopted, couldGrow, red, used, wellAgain } from './health.ts';

const contract = the('contract.signed');
const ends = trait('contractEnds');
const year = the('usage.reported');
const ranOut = did('seats.full').within('30 days');

/** One passage for each contract: from the first day to the renewal, and round again for as long as they stay. */
export const customer = journey('customer', {
  topic: 'getting-started',
  during: 'mornings',
  enter: on('contract.signed').into('onboarding'),
  again: { per: contract.contract },

  whenever: [
    when(did('contract.ended'), to('former')),
    when(red, to('at-risk')),
    when(all(rested, couldGrow), to('expansion')),
    when(did('contract.renewed'), to('advocate')),
  ],

  stages: {
    onboarding: [
      educate('welcome-aboard', {
        fill: { seats: contract.seats },
        from: 'lee',
        during: 'anytime',
      }),
      task('kickoff', {
        for: 'customer-success',
        ask: 'Hold the kick-off.',
        within: '3 business days',
      }),
      waitFor('kicked-off', did('kickoff.held'), { atMost: '10 days' }),
      educate('place-your-sensors', { when: not(used('sensors')) }),
      waitFor('sensors', used('sensors'), { atMost: '7 days' }),
      educate('one-board-for-the-wall', { when: not(used('board')) }),
      waitFor('board', used('board'), { atMost: '7 days' }),
      educate('an-alarm-somebody-hears', { when: not(used('alarms')) }),
      waitFor('adopted', adopted, { atMost: '21 days' }),
      educate('what-others-do-in-month-two', { from: 'lee' }),
      to('adoption'),
    ],

    adoption: [
      wait('3 weeks'),
      educate.series('customer-notes', {
        every: '6 weeks',
        until: before('90 days', ends),
        topic: 'customer-news',
        from: 'lee',
      }),
      to('renewal'),
    ],

    expansion: [
      branch(
        'seats',
        when(
          ranOut,
          convert('you-are-out-of-seats', { fill: { used: the('seats.full').used }, from: 'lee' }),
        ),
      ),
      offerTo('customer-success', {
        because: couldGrow,
        suggest: 'Start from the site that ran out of seats.',
        answerIn: '2 business days',
        accepted: into('success'),
        unworked: to('adoption'),
        rejected: {
          'not-ready': to('adoption'),
          'no-budget': to('adoption'),
          'unhappy-now': to('at-risk'),
          'no-response': to('adoption'),
          'wrong-person': to('adoption'),
        },
      }),
    ],

    success: [
      assist({
        shelf: { case: 'three-sites-later', usage: 'how-to-read-your-usage' },
        won: to('adoption'),
        lost: to('adoption'),
        returned: to('adoption'),
        quiet: { after: '60 days', then: to('adoption') },
      }),
    ],

    renewal: [
      educate('your-contract-ends', {
        fill: { endsAt: ends, alarms: year.alarms, saved: year.saved },
        topic: 'your-contract',
        from: 'lee',
      }),
      task('renewal-call', {
        for: 'renewals',
        ask: 'Ring them about the renewal; ask what was missing.',
        within: '10 business days',
      }),
      wait('3 weeks'),
      educate.series('customer-notes', {
        every: '6 weeks',
        until: did('contract.renewed'),
        atMost: 2,
        topic: 'customer-news',
        from: 'lee',
      }),
      waitFor('renewed', did('contract.renewed'), {
        atMost: after('14 days', ends),
        met: to('advocate'),
        late: to('former'),
      }),
    ],

    advocate: [
      educate('thank-you-for-staying', {
        fill: { endsAt: the('contract.renewed').endsAt },
        from: 'lee',
      }),
      wait('2 weeks'),
      branch(
        'happy',
        when(
          did('nps.answered', { score: { atLeast: 9 } }).within('90 days'),
          task('story', {
            for: 'customer-success',
            ask: 'They are happy: ask them whether they would tell others how they do it.',
            within: '10 business days',
          }),
        ),
      ),
      to('adoption'),
    ],

    'at-risk': [
      task('save', { for: 'customer-success', ask: 'Ring them today.', within: '1 business day' }),
      educate('we-are-listening', { topic: 'your-contract', from: 'lee', during: 'anytime' }),
      waitFor('well-again', wellAgain, {
        atMost: '30 days',
        met: to('adoption'),
        late: to('adoption'),
      }),
    ],

    former: [
      wait('1 week'),
      educate('the-door-is-open', { from: 'lee' }),
      wait('4 weeks'),
      educate.series('customer-notes', {
        every: '6 weeks',
        until: did('contract.signed').times(2),
        topic: 'customer-news',
        from: 'lee',
      }),
      end('done'),
    ],
  },
});
