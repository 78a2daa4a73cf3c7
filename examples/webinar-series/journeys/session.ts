import {
  after,
  before,
  branch,
  did,
  educate,
  end,
  journey,
  on,
  otherwise,
  the,
  to,
  wait,
  waitFor,
  when,
} from './language.ts';

const seat = the('session.registered');
const cancelled = did('session.cancelled', { session: seat.session });
const came = did('session.attended', { session: seat.session, minutes: { atLeast: 20 } });
const watched = did('replay.watched', { session: seat.session, minutes: { atLeast: 15 } });

/** One passage for each talk: the seat, two reminders, the replay. It speaks before the series does, and leaves it the days between. */
export const session = journey('session', {
  topic: 'webinars',
  during: 'working hours',
  priority: 2,
  enter: on('session.registered').into('seated'),
  again: { per: seat.session },

  whenever: [when(cancelled, to('called-off'))],

  stages: {
    seated: [
      educate('seat-saved', {
        fill: { title: seat.title, speaker: seat.speaker, startsAt: seat.startsAt },
        topic: 'your-seat',
      }),
      wait.until(before('1 day', seat.startsAt)),
      educate('tomorrow', {
        fill: { title: seat.title, startsAt: seat.startsAt },
        topic: 'your-seat',
        during: 'anytime',
        uselessAfter: before('23 hours', seat.startsAt),
      }),
      wait.until(before('1 hour', seat.startsAt)),
      educate('in-an-hour', {
        fill: { title: seat.title, startsAt: seat.startsAt },
        topic: 'your-seat',
        during: 'anytime',
        uselessAfter: before('45 minutes', seat.startsAt),
      }),
      wait.until(after('3 hours', seat.startsAt)),
      branch(
        'came',
        when(came, educate('thanks-for-coming', { fill: { title: seat.title } })),
        otherwise(to('replay')),
      ),
      end('done'),
    ],

    replay: [
      wait('1 day'),
      educate('the-replay', { fill: { title: seat.title } }),
      waitFor('watched', watched, { atMost: '7 days' }),
      end('done'),
    ],

    'called-off': [
      educate('called-off', {
        fill: { title: the('session.cancelled').title, why: the('session.cancelled').why },
        topic: 'your-seat',
        during: 'anytime',
      }),
      end('done'),
    ],
  },
});
