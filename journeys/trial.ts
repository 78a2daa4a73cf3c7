import {
  assist,
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
  the,
  to,
  wait,
  waitFor,
  when,
} from './language.ts';
import { handRaised, interested, qualified } from './qualified.ts';
import { recycle } from './recycle.ts';

export const trial = journey('trial', {
  topic: 'product-tips',
  during: 'office mornings',
  enter: on('trial.started').into('awareness'),
  again: { after: '180 days' },

  whenever: [when(handRaised, to('handoff'))],

  stages: {
    awareness: [
      educate('first-win'),
      waitFor('team-invited', did('workspace.invited'), {
        atMost: '4 days',
        late: educate('invite-your-team', { during: 'working hours' }),
      }),
      wait('3 days'),
      educate('why-teams-stall'),
      to('nurture'),
    ],

    nurture: [
      wait('2 business days'),
      educate('security-answers'),
      wait('4 days'),
      branch(
        'wants-it',
        when(
          interested,
          convert('extend-your-trial', { fill: { endsAt: the('trial.started').endsAt } }),
        ),
        otherwise(educate('customer-story', { from: 'ana' })),
      ),
      waitFor('qualified', qualified, {
        atMost: '14 days',
        met: to('handoff'),
        late: to('recycle'),
      }),
    ],

    handoff: [
      offerTo('new-business', {
        because: qualified,
        suggest: 'Ask which team they would roll out to first.',
        answerIn: '4 business hours',
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
        shelf: { reference: 'reference-call', roi: 'roi-model' },
        lost: to('recycle'),
        returned: to('recycle'),
        quiet: { after: '45 days', then: to('recycle') },
      }),
    ],

    recycle,
  },
});
