import { expect, test } from 'vitest';
import { livesIn, sentIn } from '../support/project-life.ts';
import { story } from '../support/simulated.ts';

// What the sample's journeys say and do within weeks, and what can be seen of it in the demo world.

const lives = await livesIn('.');

const trial = {
  event: 'trial.started',
  with: { plan: 'team', endsAt: { in: '30 days' } },
} as const;
const seat = (webinar: string, starts: '5 days' | '20 hours') =>
  ({
    event: 'webinar.registered',
    with: { webinar, title: `Talk ${webinar}`, startsAt: { in: starts } },
  }) as const;
const looks = (at: `${number} days`, times: number) =>
  ({ after: at, every: '1 hour', times, event: 'pricing.viewed' }) as const;

test('a silent trial is taught for a month, then rests in recycle', () => {
  const happened = lives('trial', { does: [trial] }, 50);
  expect(sentIn(happened)).toEqual([
    'first-win',
    'invite-your-team',
    'why-teams-stall',
    'security-answers',
    'customer-story',
    'field-notes/01-silence',
  ]);
  expect(story(happened, 'offered')).toEqual([]);
  expect(story(happened, 'stage').at(-1)).toMatch('nurture → recycle');
});

test('a raised hand leads to an offer the same moment', () => {
  const happened = lives(
    'trial',
    { does: [trial, { after: '5 days', event: 'demo.requested' }] },
    6,
  );
  expect(story(happened, 'offered')).toEqual(['day 5: offered']);
});

test('whoever looks at the prices again and again is asked, whoever did so long ago is told a story: the gate has closed', () => {
  const mails = (at: `${number} days`) =>
    sentIn(lives('trial', { does: [trial, looks(at, 3)] }, 30));
  expect(mails('13 days')).toContain('extend-your-trial');
  expect(mails('13 days')).not.toContain('customer-story');
  expect(mails('2 days')).toContain('customer-story');
  expect(mails('2 days')).not.toContain('extend-your-trial');
});

test('the reminder comes an hour before the webinar, though another mail has just gone', () => {
  const happened = lives('webinar', { does: [seat('w1', '20 hours')] }, 3);
  expect(story(happened, 'sent')).toEqual([
    'day 0: sent seat-saved',
    'day 0.79: sent starts-in-an-hour',
    'day 1.91: sent sorry-we-missed-you',
  ]);
});

test('whoever takes a seat when it has begun is not reminded', () => {
  const late = {
    event: 'webinar.registered',
    with: { webinar: 'w1', title: 'Talk w1', startsAt: { in: '0 minutes' } },
  } as const;
  const happened = lives('webinar', { does: [late] }, 3);
  expect(sentIn(happened)).not.toContain('starts-in-an-hour');
  expect(story(happened, 'skipped')).toEqual([
    'day 0: skipped starts-in-an-hour, it would come too late',
  ]);
});

test('whoever comes to the webinar gets the recording; it must be that webinar', () => {
  const attends = (webinar: string) =>
    ({ after: '121 hours', event: 'webinar.attended', with: { webinar, minutes: 40 } }) as const;
  const mails = (webinar: string) =>
    sentIn(lives('webinar', { does: [seat('w1', '5 days'), attends(webinar)] }, 8));
  expect(mails('w1')).toContain('the-recording');
  expect(mails('w2')).toContain('sorry-we-missed-you');
});

test('the holdout gets neither the story nor the numbers, and a whole company is drawn together', () => {
  const arms = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => {
    const happened = ['one', 'two'].map((who) =>
      lives(
        'webinar',
        {
          email: `${who}@${name}.example`,
          account: `${name}.example`,
          does: [seat('w1', '5 days')],
        },
        20,
      ),
    );
    const [arm, other] = happened.map((one) => story(one, 'drawn').at(0)?.split(' ').at(-1));
    expect(arm).toBe(other);
    const proofs = sentIn(happened.flat()).filter((mail) =>
      ['customer-story', 'three-numbers'].includes(mail),
    );
    expect(proofs).toHaveLength(arm === 'holdout' ? 0 : 2);
    return arm;
  });
  expect(new Set(arms)).toEqual(new Set(['story', 'numbers', 'holdout']));
});

test('a trial waits while a webinar speaks, and goes on between the seat and its date, and after it', () => {
  const happened = lives(
    'trial',
    { does: [trial, { after: '8 days', ...seat('w1', '5 days') }] },
    17,
  );
  expect(story(happened, 'sent', 'resumed')).toEqual([
    'day 0: sent first-win',
    'day 4: sent invite-your-team',
    'day 7.91: sent why-teams-stall',
    'day 8: webinar resumed',
    'day 8: sent seat-saved',
    'day 8: trial resumed',
    'day 9.91: sent security-answers',
    'day 12.96: webinar resumed',
    'day 12.96: sent starts-in-an-hour',
    'day 12.96: trial resumed',
    'day 14: webinar resumed',
    'day 14: sent sorry-we-missed-you',
    'day 14: trial resumed',
    'day 15.91: sent customer-story',
  ]);
});

test('a second seat is confirmed, whatever came of the first', () => {
  const happened = lives(
    'webinar',
    { does: [seat('w1', '5 days'), { after: '12 days', ...seat('w2', '5 days') }] },
    18,
  );
  expect(sentIn(happened).filter((mail) => mail === 'seat-saved')).toHaveLength(2);
  expect(sentIn(happened).filter((mail) => mail === 'starts-in-an-hour')).toHaveLength(2);
});

test('a list is welcomed at once and taught for three weeks', () => {
  expect(sentIn(lives('course', { does: [] }, 30))).toEqual([
    'course-welcome',
    'course-how-to-choose',
    'course-alumni-story',
    'course-three-questions',
  ]);
});
