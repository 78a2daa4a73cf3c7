import {
  all,
  any,
  assist,
  branch,
  convert,
  did,
  educate,
  end,
  fit,
  intent,
  into,
  journey,
  not,
  offerTo,
  on,
  otherwise,
  rested,
  the,
  to,
  trait,
  wait,
  waitFor,
  when,
} from './language.ts';

const connected = did('source.connected');
const shared = did('report.shared', { viewers: { atLeast: 2 } });
const joined = did('teammate.joined');
const activated = all(connected, shared, joined);
const twoOfThree = any(all(connected, shared), all(connected, joined), all(shared, joined));

const big = trait('seats').atLeast(51); // "more than 50 seats"
const hitLimit = did('limit.reached');
const handRaised = any(did('contact.requested'), did('mail.replied'));
const productQualified = all(
  big,
  any(handRaised, all(activated, hitLimit), all(twoOfThree, intent.atLeast(30))),
);

export const freemium = journey('freemium', {
  topic: 'product',
  during: 'work mornings',
  enter: on('account.created', { plan: 'free' }).into('activation'),
  again: 'never',

  whenever: [
    when(did('subscription.started'), end('won')),
    when(productQualified, to('handoff')),
    when(hitLimit, to('limit')),
    when(activated, to('habit')),
  ],

  stages: {
    activation: [
      wait('1 day'),
      educate('connect-a-source', { when: not(connected) }),
      waitFor('connected', connected, { atMost: '3 days' }),
      educate('share-one-report', { when: not(shared) }),
      waitFor('shared', shared, { atMost: '4 days' }),
      educate('bring-a-teammate', { when: not(joined), from: 'mira' }),
      waitFor('activated', activated, { atMost: '14 days', met: to('habit'), late: to('dormant') }),
    ],

    habit: [
      wait('1 week'), // not in the sketch: an offer that is not made led back here in a circle (G005)
      educate('what-teams-build'),
      waitFor('limit', hitLimit, { atMost: '60 days', met: to('limit'), late: to('dormant') }),
    ],

    limit: [
      educate('you-hit-a-limit', {
        fill: { limit: the('limit.reached').limit, used: the('limit.reached').used },
        during: 'anytime',
      }),
      branch(
        'size',
        when(big, to('handoff')),
        otherwise(
          wait('2 days'),
          convert('upgrade-in-two-clicks', { when: intent.atLeast(10) }),
          wait('5 days'),
          educate('plans-side-by-side'),
        ),
      ),
      waitFor('upgraded', did('subscription.started'), {
        atMost: '14 days',
        met: end('won'),
        late: to('habit'),
      }),
    ],

    handoff: [
      offerTo('plg-desk', {
        because: productQualified,
        suggest: 'Ask what happens to the report when the limit bites.',
        answerIn: '4 business hours',
        accepted: into('selling'),
        unworked: to('habit'),
        rejected: {
          'not-ready': to('habit'),
          'no-budget': to('habit'),
          'no-response': to('habit'),
          'wrong-person': to('habit'),
          'happy-free': to('dormant'),
          'bad-fit': end('bad-fit'),
        },
      }),
    ],

    selling: [
      assist({
        shelf: { security: 'security-pack', rollout: 'rollout-plan' },
        lost: to('dormant'),
        returned: to('habit'),
        quiet: { after: '30 days', then: to('habit') },
      }),
    ],

    dormant: [
      wait('2 weeks'),
      educate.series('ideas', {
        every: '30 days',
        until: all(rested, any(activated, fit.atLeast(40))),
      }),
      to('habit'),
    ],
  },
});
