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
  not,
  offerTo,
  on,
  rested,
  the,
  to,
  wait,
  waitFor,
  when,
} from './language.ts';
import { activated, connected, joined, productQualified, shared } from './qualified.ts';

const limit = the('limit.reached');
const hitALimit = did('limit.reached').within('1 day');
const paid = did('subscription.started');

/** From a free workspace to a team that works with it, and pays when it has grown out of free. */
export const freemium = journey('freemium', {
  topic: 'product',
  during: 'work mornings',
  enter: on('account.created', { plan: 'free' }).into('activation'),
  again: 'never',

  whenever: [
    when(paid, end('won')),
    when(productQualified, to('handoff')),
    when(hitALimit, to('limit')),
  ],

  stages: {
    activation: [
      wait('3 hours'),
      educate('connect-a-source', { when: not(connected) }),
      waitFor('connected', connected, {
        atMost: '3 days',
        late: educate('try-it-with-our-data', { from: 'mira' }),
      }),
      wait('1 day'),
      educate('share-one-report', { when: not(shared) }),
      waitFor('shared', shared, { atMost: '4 days' }),
      wait('3 days'),
      educate('bring-a-colleague', { when: not(joined), from: 'mira' }),
      waitFor('activated', activated, {
        atMost: '14 days',
        met: [educate('what-teams-build'), to('habit')],
        late: to('dormant'),
      }),
    ],

    habit: [
      wait('2 weeks'),
      educate.series('ideas', { every: '6 weeks', topic: 'ideas', until: paid, from: 'mira' }),
      end('won'),
    ],

    limit: [
      educate('you-hit-a-limit', {
        fill: { limit: limit.limit, used: limit.used },
        topic: 'your-workspace',
        during: 'anytime',
      }),
      wait('2 days'),
      convert('upgrade-in-two-clicks', { when: intent.atLeast(20) }),
      wait('5 days'),
      educate('plans-side-by-side'),
      waitFor('upgraded', paid, {
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
        every: '6 weeks',
        topic: 'ideas',
        until: all(rested, activated),
        from: 'mira',
      }),
      to('habit'),
    ],
  },
});
