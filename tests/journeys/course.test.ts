import { describe, test } from 'vitest';
import { course } from '../../journeys/course.ts';
import { given } from './words.ts';

const learner = given({ name: 'Noor, once on a list', traits: { occupation: 'student' } });

describe('whoever once asked about a course', () => {
  test('is welcomed as soon as the list is in, then helped to choose', () =>
    learner
      .in(course)
      .fromList()
      .expectMail('course-welcome', { within: '1 minute' })
      .expectMail('course-how-to-choose', { within: '14 days' })
      .expectStage('nurture', { within: '1 day' }));

  test('and never answers is taught on and on, and sales never hears of them', () =>
    learner
      .in(course)
      .fromList()
      .expectStage('recycle', { within: '120 days' })
      .after('90 days')
      .expectNoMail({ mindset: 'convert' })
      .expectNoHandoff()
      .expectSilenceAtMost('45 days'));

  test('is offered to sales with the first answer, and won', () =>
    learner
      .in(course)
      .fromList()
      .expectMail('course-welcome')
      .after('3 hours')
      .replies()
      .expectHandoff('new-business', { within: '1 minute' })
      .salesAccepts()
      .expectStage('selling')
      .after('10 days')
      .expectNoMail()
      .salesWins()
      .expectEnd('won', { within: '1 minute' }));

  test('goes through it once: a second list changes nothing', () =>
    learner
      .in(course)
      .fromList()
      .expectMail('course-welcome')
      .does('demo.requested')
      .salesRejects('bad-fit')
      .expectEnd('bad-fit', { within: '1 minute' })
      .after('400 days')
      .fromList()
      .expectNothingElse({ for: '60 days' }));
});

test('whom sales puts in is past the welcome', () =>
  learner
    .in(course)
    .bySales()
    .expectStage('nurture')
    .expectNoMail({ mail: 'course-welcome', for: '60 days' }));
