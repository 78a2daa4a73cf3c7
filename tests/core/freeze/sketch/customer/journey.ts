import {
  all,
  any,
  assist,
  before,
  branch,
  convert,
  did,
  educate,
  into,
  intent,
  journey,
  not,
  offerTo,
  on,
  otherwise,
  rested,
  task,
  the,
  to,
  trait,
  wait,
  waitFor,
  when,
} from './language.ts';

const contract = the('contract.signed');
const healthy = not(
  any(trait('health').is('red'), did('ticket.opened', { severity: 'high' }).within('14 days')),
);
const used = (feature: 'import' | 'dashboards' | 'alerts' | 'api') =>
  did('feature.used', { feature });
const adopted = all(used('import'), used('dashboards'), used('alerts'));
const couldGrow = all(
  healthy,
  any(did('expansion.asked'), did('seats.full').within('30 days'), intent.atLeast(30)),
);

export const customer = journey('customer', {
  topic: 'getting-started',
  during: 'mornings',
  enter: on('contract.signed').into('onboarding'),
  again: { per: contract.contract },

  whenever: [
    when(did('contract.ended'), to('former')),
    when(trait('health').is('red'), to('at-risk')),
    when(couldGrow, to('expansion')),
    when(did('contract.renewed'), to('advocate')),
  ],

  stages: {
    onboarding: [
      educate('welcome-aboard', { from: 'lee', during: 'anytime' }),
      task('kickoff', {
        for: 'customer-success',
        ask: 'Hold the kick-off.',
        within: '3 business days',
      }),
      // 'kickoff' in the sketch, as the task before it is called (G001)
      waitFor('kickoff-held', did('kickoff.held'), { atMost: '10 days' }),
      educate('import-your-data', { when: not(used('import')) }),
      waitFor('import', used('import'), { atMost: '7 days' }),
      educate('first-dashboard', { when: not(used('dashboards')) }),
      to('adoption'),
    ],

    adoption: [
      educate('set-one-alert', { when: not(used('alerts')) }),
      waitFor('adopted', adopted, { atMost: '30 days' }),
      educate('what-others-do-in-month-two'),
      educate.series('customer-news', {
        every: '30 days',
        topic: 'customer-news',
        until: before('90 days', trait('contractEnds')),
      }),
      to('renewal'),
    ],

    expansion: [
      branch(
        'seats',
        when(
          did('seats.full').within('30 days'),
          convert('you-are-out-of-seats', { fill: { used: the('seats.full').used } }),
        ),
      ),
      offerTo('customer-success', {
        because: couldGrow,
        suggest: 'Start from the team that ran out of seats.',
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
        shelf: { case: 'expansion-case', usage: 'usage-report' },
        won: to('adoption'),
        lost: to('adoption'),
        returned: to('adoption'),
        quiet: { after: '60 days', then: to('adoption') },
      }),
    ],

    renewal: [
      educate('renewal-in-90-days', { fill: { endsAt: trait('contractEnds') }, from: 'lee' }),
      task('renewal-call', {
        for: 'renewals',
        ask: 'Agree the renewal.',
        within: '10 business days',
      }),
      wait('30 days'),
      educate('what-you-got-this-year'),
      waitFor('renewed', did('contract.renewed'), {
        atMost: '90 days',
        met: to('advocate'),
        late: to('at-risk'),
      }),
    ],

    advocate: [
      educate('thank-you-for-renewing', { from: 'lee' }),
      wait('14 days'),
      branch(
        'happy',
        when(did('nps.answered', { score: { atLeast: 9 } }), educate('tell-your-story')),
        otherwise(to('adoption')),
      ),
      waitFor('story', did('review.written'), { atMost: '60 days' }),
      to('adoption'),
    ],

    'at-risk': [
      task('save', { for: 'customer-success', ask: 'Ring them.', within: '1 business day' }),
      educate('we-are-listening', { from: 'lee' }),
      waitFor('well-again', trait('health').oneOf('green', 'amber'), {
        atMost: '60 days',
        met: to('adoption'),
        late: to('former'),
      }),
    ],

    former: [
      educate('door-is-open', { from: 'lee' }),
      educate.series('customer-news', {
        every: '45 days',
        until: all(rested, did('expansion.asked').within('30 days')),
      }),
      to('expansion'),
    ],
  },
});
