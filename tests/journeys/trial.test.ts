import { describe, test } from 'vitest';
import { trial } from '../../journeys/trial.ts';
import { given } from './words.ts';

const buyer = given({
  name: 'Ana, a buyer for 120 people',
  traits: { firstName: 'Ana', role: 'buyer', employees: 120 },
  zone: 'Europe/Lisbon',
});
const begun = () =>
  buyer.in(trial).does('trial.started', { plan: 'team', endsAt: { in: '30 days' } });

describe('whoever starts a trial', () => {
  test('is helped at once, and taught before anything is sold', () =>
    begun()
      .expectMail('first-win', { within: '1 minute' })
      .expectStage('awareness')
      .expectMail('why-teams-stall', { within: '21 days' })
      .expectMail('security-answers', { within: '21 days' }));

  test('is asked to invite the team, unless they have', () => {
    begun().expectMail('invite-your-team', { within: '14 days' });
    begun()
      .after('1 day')
      .does('workspace.invited', { invitees: 4 })
      .expectNoMail({ mail: 'invite-your-team', for: '30 days' });
  });

  test('and does nothing but read is sold nothing, and not forgotten', () =>
    begun()
      .after('120 days')
      .expectNoMail({ mindset: 'convert' })
      .expectNoHandoff()
      .expectStage('recycle')
      .expectSilenceAtMost('45 days'));
});

describe('whoever looks at the prices', () => {
  const looked = () =>
    begun()
      .expectStage('nurture', { within: '30 days' })
      .does('pricing.viewed')
      .does('pricing.viewed')
      .does('guide.downloaded', { topic: 'roi' });

  test('shows intent, which fades within weeks', () =>
    looked()
      .expectScore('intent', { atLeast: 20 })
      .after('30 days')
      .expectScore('intent', { below: 10 }));

  test('and makes a case for it is sold to while it is warm, and handed over', () =>
    looked()
      .does('pricing.viewed')
      .expectMail('extend-your-trial', { within: '14 days' })
      .expectNoHandoff({ for: '1 hour' })
      .does('pricing.viewed')
      .expectHandoff('new-business', { within: '1 minute' }));

  test('without it is taught on, and sales is not bothered', () =>
    given({ traits: { role: 'user', employees: 8 } })
      .in(trial)
      .does('trial.started', { plan: 'team', endsAt: { in: '30 days' } })
      .after('9 days')
      .does('pricing.viewed')
      .expectNoHandoff({ for: '60 days' }));
});

describe('whoever asks for a demo', () => {
  const asked = () =>
    begun()
      .after('40 minutes')
      .does('demo.requested')
      .expectHandoff('new-business', { within: '1 minute' });

  test('is offered to sales at once, and gets no mail meanwhile', () =>
    asked().expectStage('handoff').expectNoMail({ for: '2 hours' }));

  test('belongs to sales once it says yes: no mail until there is an end', () =>
    asked()
      .salesAccepts({ rep: 'rosa' })
      .expectStage('selling')
      .after('20 days')
      .expectNoMail()
      .salesWins()
      .expectEnd('won', { within: '1 minute' })
      .expectNothingElse({ for: '365 days' }));

  test('too early goes on learning: for 90 days nobody sells, and they hear of us', () =>
    asked()
      .salesRejects('not-ready')
      .expectStage('recycle')
      .expectSeries('field-notes', { within: '21 days' })
      .after('60 days')
      .expectNoMail({ mindset: 'convert' })
      .expectNoHandoff());
});

test('whoever answers a mail has raised a hand', () =>
  begun()
    .expectMail('first-win')
    .after('1 day')
    .replies()
    .expectHandoff('new-business', { within: '1 minute' }));

test('the wrong person ends here only when it is a bad fit', () => {
  begun()
    .does('demo.requested')
    .salesRejects('bad-fit')
    .expectEnd('bad-fit', { within: '1 minute' });
});
