import { describe, expect, test } from 'vitest';
import { type Circumstances, judge } from '../../core/arbiter.ts';
import { DAY } from '../support/passage.ts';

const NOW = 100 * DAY;
const fine: Circumstances = {
  now: NOW,
  mindset: 'educate',
  service: false,
  consent: {},
  seen: false,
  wanted: true,
  answersThem: false,
  touches: [],
  limits: { gap: 2 * DAY, perWeek: 2, week: 7 * DAY },
};
const given = (more: Partial<Circumstances>) => judge({ ...fine, ...more });

test('a welcome mail is sent', () => {
  expect(given({})).toEqual({ kind: 'send' });
});

test.each([
  ['a suppressed address', { suppressed: 'bounced' }, 'suppressed: bounced'],
  ['consent withdrawn', { consent: { withdrawnAt: 1 } }, 'consent withdrawn'],
  ['consent expired', { consent: { expiresAt: NOW } }, 'consent expired'],
  ['consent nobody confirmed', { consent: { pendingUntil: NOW } }, 'consent was never confirmed'],
  ['a mail they have seen', { seen: true }, 'seen before'],
  ['a slot nothing fills', { missing: 'endsAt' }, 'nothing to fill ‘endsAt’ with'],
  ['a condition of its own', { wanted: false }, 'its own condition does not hold'],
])('never: %s', (_, more, reason) => {
  expect(given(more)).toEqual({ kind: 'skipped', reason });
});

test('nobody without a consent row is written to', () => {
  const { consent: _, ...unasked } = fine;
  expect(judge(unasked)).toEqual({ kind: 'skipped', reason: 'no consent for this topic' });
});

test('a rest pauses selling, not speaking', () => {
  expect(given({ restUntil: NOW + 1, mindset: 'convert' }).kind).toBe('skipped');
  expect(given({ restUntil: NOW + 1, mindset: 'educate' }).kind).toBe('send');
  expect(given({ restUntil: NOW, mindset: 'convert' }).kind).toBe('send');
});

test('a hold stops everything for now, a service mail and an answer too', () => {
  const hold = { by: 'ops', askAgain: NOW + DAY };
  const held = { kind: 'held', until: NOW + DAY, by: 'ops' };
  expect(given({ hold })).toEqual(held);
  expect(given({ hold, service: true })).toEqual(held);
  expect(given({ hold, answersThem: true })).toEqual(held);
});

test('a consent that is to be confirmed holds everything, until it runs out or the mail is useless', () => {
  const consent = { pendingUntil: NOW + 30 * DAY };
  const held = { kind: 'held', until: NOW + 30 * DAY, by: 'a consent that is not confirmed yet' };
  expect(given({ consent })).toEqual(held);
  expect(given({ consent, answersThem: true, service: true })).toEqual(held);
  expect(given({ consent, uselessAt: NOW + DAY })).toEqual({ ...held, until: NOW + DAY });
  expect(given({ consent, uselessAt: NOW }).kind).toBe('skipped');
});

test('who cannot be written to at all is not merely held', () => {
  expect(given({ hold: { by: 'ops', askAgain: NOW + DAY }, seen: true }).kind).toBe('skipped');
});

test('the gap after the last mail is kept', () => {
  expect(given({ touches: [NOW - DAY] })).toMatchObject({ kind: 'deferred', until: NOW + DAY });
  expect(given({ touches: [NOW - 2 * DAY] }).kind).toBe('send');
});

test('the cap of a week is kept: the oldest mail that counts must be a week old', () => {
  expect(given({ touches: [NOW - 3 * DAY, NOW - 6 * DAY] })).toEqual({
    kind: 'deferred',
    until: NOW + DAY,
    reason: '2 mails in the last week',
  });
});

test('an answer to their own deed and a service mail wait for neither', () => {
  const touches = [NOW - 1, NOW - 2, NOW - 3];
  expect(given({ touches, answersThem: true }).kind).toBe('send');
  expect(given({ touches, service: true }).kind).toBe('send');
});

test('what comes too late is not sent at all: neither an answer nor a service mail', () => {
  const late = { kind: 'skipped', reason: 'it would come too late' };
  expect(given({ uselessAt: NOW })).toEqual(late);
  expect(given({ uselessAt: NOW, answersThem: true })).toEqual(late);
  expect(given({ uselessAt: NOW, service: true })).toEqual(late);
  expect(given({ uselessAt: NOW + 1 })).toEqual({ kind: 'send' });
});

test('outside its window a mail waits for it; an answer to their own deed does not', () => {
  expect(given({ opensAt: NOW + 5 })).toEqual({
    kind: 'deferred',
    until: NOW + 5,
    reason: 'outside the window',
  });
  expect(given({ opensAt: NOW }).kind).toBe('send');
  expect(given({ opensAt: NOW + 5, answersThem: true }).kind).toBe('send');
});

test('a service mail waits for its window, and for nothing else', () => {
  expect(given({ service: true, touches: [NOW - 1] }).kind).toBe('send');
  expect(given({ service: true, opensAt: NOW + 5 })).toMatchObject({ until: NOW + 5 });
});

test('of all that delays it the last one counts, and is the reason', () => {
  const touches = [NOW - DAY];
  expect(given({ touches, opensAt: NOW + 5 })).toMatchObject({
    until: NOW + DAY,
    reason: 'too soon after the last mail',
  });
  expect(given({ touches, opensAt: NOW + 3 * DAY })).toMatchObject({
    until: NOW + 3 * DAY,
    reason: 'outside the window',
  });
});

test('nobody waits for a mail that is of no use by then', () => {
  const late = { kind: 'skipped', reason: 'it would come too late' };
  expect(given({ opensAt: NOW + 9, uselessAt: NOW + 9 })).toEqual(late);
  expect(given({ opensAt: NOW + 9, uselessAt: NOW + 10 }).kind).toBe('deferred');
  expect(given({ touches: [NOW - DAY], uselessAt: NOW + 1 })).toEqual(late);
});

test('a hold is asked about first, however late it is released', () => {
  const hold = { by: 'ops', askAgain: NOW + DAY };
  expect(given({ hold, uselessAt: NOW + 1 }).kind).toBe('held');
});

describe('a quota that is used up, or a circuit that is open', () => {
  const barred = { until: NOW + DAY, reason: 'the mail server cannot be reached' };
  test('keeps every mail back, an answer and a service mail too, and says why', () => {
    for (const more of [{}, { answersThem: true }, { service: true }])
      expect(given({ barred, ...more })).toEqual({ kind: 'deferred', ...barred });
  });
  test('asks once more before the mail is of no use, for nobody knows how long it lasts', () => {
    const uselessAt = NOW + DAY / 2;
    expect(given({ barred, uselessAt })).toMatchObject({ until: uselessAt - 60_000 });
    expect(given({ barred, uselessAt: NOW + 30_000 }).kind).toBe('skipped');
  });
  test('does not shorten what else delays it', () => {
    expect(given({ barred, opensAt: NOW + 2 * DAY })).toMatchObject({ until: NOW + 2 * DAY });
  });
});
