import { describe, test } from 'vitest';
import { webinar } from '../../journeys/webinar.ts';
import { given } from './words.ts';

const seat = {
  webinar: '2027-01-14',
  title: 'What silence costs',
  startsAt: { in: '3 days' },
} as const;
const guest = given({
  name: 'Priya of a large insurer',
  traits: { firstName: 'Priya', role: 'buyer', employees: 2400 },
  zone: 'America/New_York',
});
const seated = () => guest.in(webinar).does('webinar.registered', seat);

describe('whoever takes a seat', () => {
  test('has it confirmed at once', () =>
    seated().expectMail('seat-saved', { within: '1 minute' }).expectStage('awareness'));

  test('is reminded an hour before, and not once it has begun', () => {
    seated()
      .after('70 hours')
      .expectNoMail({ mail: 'starts-in-an-hour' })
      .expectMail('starts-in-an-hour', { within: '61 minutes' });
    guest
      .in(webinar)
      .does('webinar.registered', { ...seat, startsAt: { in: '4 minutes' } })
      .expectMail('seat-saved', { within: '1 minute' })
      .after('3 hours')
      .expectNoMail({ mail: 'starts-in-an-hour' });
  });

  test('and comes gets the recording, not a reproach', () =>
    seated()
      .after('73 hours')
      .does('webinar.attended', { webinar: seat.webinar, minutes: 48 })
      .expectMail('the-recording', { within: '7 days' })
      .expectNoMail({ mail: 'sorry-we-missed-you', for: '60 days' }));

  test('and does not come is missed, not scolded with the recording of others', () =>
    seated()
      .expectMail('sorry-we-missed-you', { within: '14 days' })
      .expectNoMail({ mail: 'the-recording', for: '60 days' }));

  test('and looks in for five minutes did not come', () =>
    seated()
      .after('73 hours')
      .does('webinar.attended', { webinar: seat.webinar, minutes: 5 })
      .expectMail('sorry-we-missed-you', { within: '14 days' }));
});

describe('whoever raises a hand', () => {
  test('goes to the team for companies of their size', () => {
    seated()
      .after('1 day')
      .does('demo.requested')
      .expectHandoff('enterprise', { within: '1 minute' });
    given({ traits: { role: 'buyer', employees: 80 } })
      .in(webinar)
      .does('webinar.registered', seat)
      .does('demo.requested')
      .expectHandoff('new-business', { within: '1 minute' });
  });

  test('and is not ready goes on learning, and may raise it again', () =>
    seated()
      .after('1 day')
      .does('demo.requested')
      .expectHandoff('enterprise')
      .salesRejects('not-ready', { rep: 'imke' })
      .expectStage('recycle')
      .after('80 days')
      .expectNoMail({ mindset: 'convert' })
      .after('30 days')
      .does('demo.requested')
      .expectHandoff('enterprise', { within: '1 minute' }));

  test('is put off until the day that sales says, and asked about again', () =>
    seated()
      .does('demo.requested')
      .expectHandoff('enterprise')
      .salesSaysNotYet('10 days')
      .expectNoHandoff({ for: '9 days' })
      .expectHandoff('enterprise', { within: '2 days' }));
});
