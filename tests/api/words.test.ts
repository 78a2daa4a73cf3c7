import { expect, test } from 'vitest';
import { became } from '../../api/handoffs/became.ts';
import { loggedPath } from '../../api/http/log-requests.ts';
import { humanise, sayDeed } from '../../api/pages/humanise.ts';
import { percent } from '../../api/pages/number.ts';
import { personName } from '../../api/pages/person-name.ts';
import { sayFact } from '../../api/pages/say-fact.ts';
import { relative, span } from '../../api/pages/when.ts';
import { sayLine } from '../../api/prospects/say-line.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

test.each([
  [0, 'just now'],
  [-1.9 * SECOND, 'just now'],
  [1 * SECOND, 'in a moment'],
  [-40 * SECOND, '40 seconds ago'],
  [89 * SECOND, 'in 89 seconds'],
  [-5 * 60 * SECOND, '5 minutes ago'],
  [-30 * HOUR, '30 hours ago'],
  [3 * DAY, 'in 3 days'],
  [-400 * DAY, '13 months ago'],
  [-3 * 365 * DAY, '3 years ago'],
])('%d ms away is “%s”', (away, said) => {
  expect(relative(1e12 + away, 1e12)).toBe(said);
});

test('one of something is told as one', () => {
  expect(span(1 * SECOND)).toBe('1 second');
});

test.each([
  ['did demo.requested', 'Demo requested'],
  [
    'did guide.downloaded where topic is "roi" within 30 days',
    'Guide downloaded, topic is “roi”, in the last 30 days',
  ],
  ['did webinar.attended where minutes >= 20', 'Webinar attended, minutes is at least 20'],
  ['role in "buyer", "champion"', 'Role is “buyer” or “champion”'],
  ['employees >= 50', 'Employees is at least 50'],
  ['leadSource is known', 'Lead source is known'],
  ['rested', 'No rest is running'],
  ['anything', 'anything'],
])('%s reads “%s”', (sentence, said) => {
  expect(sayFact(sentence)).toBe(said);
});

test('names from code become words', () => {
  expect(['trial.started', 'firstName', 'not-ready', 'mail_replied'].map(humanise)).toEqual([
    'Trial started',
    'First name',
    'Not ready',
    'Mail replied',
  ]);
});

test('a deed says what it was about, and leaves out what is no word', () => {
  expect(sayDeed('guide.downloaded', { topic: 'roi', pages: 12, tags: ['x'] })).toBe(
    'Guide downloaded (topic: roi, pages: 12)',
  );
  expect(sayDeed('pricing.viewed', {})).toBe('Pricing viewed');
  expect(sayDeed('identify', { role: 'buyer' })).toBe('Told us: role: buyer');
});

test('a person goes by the name they gave, or by their address', () => {
  expect(personName('a@b.example', { firstName: 'Ana', lastName: 'Sol' })).toBe('Ana Sol');
  expect(personName('a@b.example', { firstName: 'x'.repeat(100) })).toBe('a@b.example');
  expect(personName(null, {})).toBe('Somebody who was erased');
});

test('a rate that is hardly any is not called none', () => {
  expect([0, 0.001, 0.345, 1].map(percent)).toEqual(['0 %', '< 1 %', '35 %', '100 %']);
});

test.each([
  [{ kind: 'entered', what: { by: 'event' } }, 'Entered “trial”.'],
  [{ kind: 'entered', what: { by: 'sales' } }, 'Entered “trial”, put in by sales.'],
  [{ kind: 'moved', what: {} }, 'Came to nurture (security-answers).'],
  [{ kind: 'parked', what: { to: 'webinar' } }, '“trial” makes way for “webinar”.'],
  [{ kind: 'resumed', what: {} }, '“trial” speaks now, at nurture (security-answers).'],
  [{ kind: 'sent', what: { mail: 'first-win' } }, 'Was sent “first-win”.'],
  [
    { kind: 'sent', what: { mail: 'first-win', known: 'the log of the mail server' } },
    'Was sent “first-win”, which we know from the log of the mail server.',
  ],
  [
    { kind: 'unknown', what: { mail: 'first-win' } },
    '“first-win” may have been sent; the mail server never said.',
  ],
  [
    { kind: 'deferred', what: { reason: 'it may have left: the inbox will tell' } },
    '“security-answers” waits: it may have left: the inbox will tell.',
  ],
  [
    { kind: 'refused', what: { reason: 'there is no such address' } },
    'The mail server refused “security-answers”: there is no such address.',
  ],
  [
    { kind: 'held', what: { reason: 'held by safe mode', by: 'safe mode' } },
    '“security-answers” is held by safe mode.',
  ],
  [
    { kind: 'held', what: { reason: 'held by ops', by: 'ops', why: 'wrong price' } },
    '“security-answers” is held by ops: wrong price.',
  ],
  [
    { kind: 'skipped', what: { reason: 'seen before' } },
    '“security-answers” was skipped: seen before.',
  ],
  [
    { kind: 'accepted', what: { rep: 'rosa', name: 'Rosa Lindgren' } },
    'Rosa Lindgren accepted them.',
  ],
  [{ kind: 'won', what: { rep: 'rosa', value: 1200 } }, 'Won by rosa, worth 1200.'],
  [{ kind: 'unsubscribed', journey: null, what: { source: 'mail' } }, 'Unsubscribed.'],
  [{ kind: 'unsubscribed', what: { as: 'unsubscribed' } }, '“trial” ended with it.'],
  [{ kind: 'ended', what: { as: 'bad-fit' } }, 'The journey ended: bad-fit.'],
  [{ kind: 'something-new', what: {} }, 'Something-new.'],
])('a line of the story: $kind', (line, said) => {
  const place = { journey: 'trial', stage: 'nurture', step: 'nurture.security-answers' };
  expect(sayLine({ ...place, ...line })).toBe(said);
});

test('what became of a handoff names who, when and why', () => {
  const base = {
    reps: [{ id: 'rosa', name: 'Rosa Lindgren' }],
    rep: 'rosa',
    reason: null,
    until: null,
    answeredAt: 1e12,
    closedAt: null,
  };
  const said = (more: object) => became({ ...base, state: 'accepted', ...more }, 1e12 + 3 * 60_000);
  expect(said({})).toBe('Rosa Lindgren accepted it 3 minutes ago.');
  expect(said({ state: 'rejected', reason: 'no-budget' })).toBe(
    'Rosa Lindgren rejected it 3 minutes ago (no budget).',
  );
  expect(said({ rep: 'gone' })).toBe('gone accepted it 3 minutes ago.');
});

test.each([
  ['/v1/prospects?email=a@b.example', '/v1/prospects'],
  ['/u/k1.abc.def?x=1', '/u/:token'],
  ['/h/k1.abc.def', '/h/:token'],
  ['/o/k1.abc.def', '/o/:token'],
  ['/v1/prospects/a%40b.example/enrol', '/v1/prospects/:address/enrol'],
])('%s is logged as %s', (url, path) => {
  expect(loggedPath(url)).toBe(path);
});
