import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readiness } from '../../../core/english/readiness.ts';
import { sayInEnglish } from '../../../core/english/rule.ts';
import type { Says } from '../../../core/english/says.ts';
import { timeInEnglish } from '../../../core/english/time.ts';
import { depth, plain, type Plain } from '../../../core/english/plain.ts';
import { type Facts, holds, type Rule } from '../../../core/fact.ts';
import type { Ask } from '../../../core/frozen.ts';

const facts: Record<string, Ask> = {
  demo: { kind: 'did', event: 'demo.requested' },
  reply: { kind: 'did', event: 'mail.replied' },
  prices: { kind: 'did', event: 'pricing.viewed', within: '10 days' },
  guide: { kind: 'did', event: 'guide.downloaded', where: { topic: 'roi' }, within: '30 days' },
  fit: { kind: 'score', axis: 'fit', atLeast: 40 },
  intent: { kind: 'score', axis: 'intent', atLeast: 30 },
  learns: { kind: 'score', axis: 'engagement', atLeast: 20 },
  role: { kind: 'trait', trait: 'role', is: { oneOf: ['buyer', 'champion'] } },
  rested: { kind: 'rested' },
  day: {
    kind: 'moment',
    anchor: { of: 'webinar.registered', property: 'startsAt' },
    shift: { by: '1 hour', side: 'before' },
  },
};
const says: Says = {
  'demo.requested': 'asked for a demo',
  'pricing.viewed': 'looked at the prices',
  'guide.downloaded': 'downloaded a guide',
  role: 'are a …',
  employees: 'have … employees',
  'webinar.registered.startsAt': 'the webinar begins',
};
const said = (rule: Rule): string => sayInEnglish(rule, { facts }, says);
const asked = (ask: Ask, words: Says = says): string =>
  sayInEnglish('it', { facts: { it: ask } }, words);
const refused = (ask: Ask): string => sayInEnglish({ not: 'it' }, { facts: { it: ask } }, says);
const demo = { kind: 'did', event: 'demo.requested' } as const;

describe('a condition in English', () => {
  test('is what people did, in the words of the house', () => {
    expect(said('demo')).toBe('they asked for a demo');
    expect(said('guide')).toBe('they downloaded a guide (topic: roi) in the last 30 days');
  });

  test('quotes the name of an event where the house has no words for it', () => {
    expect(asked(demo, {})).toBe('they did ‘demo requested’');
    expect(asked({ kind: 'trait', trait: 'jobRole', is: { value: 'CTO' } })).toBe(
      'they have the job role ‘CTO’',
    );
  });

  test('says how often, in which time, and whether earlier deeds count', () => {
    expect(asked({ ...demo, times: 2 })).toBe('they asked for a demo at least twice');
    expect(asked({ ...demo, times: 3, within: '1 week' })).toBe(
      'they asked for a demo at least 3 times in the last week',
    );
    expect(asked({ ...demo, ever: true })).toBe('they asked for a demo at any time');
  });

  test('says what each property must be', () => {
    const where = {
      topics: ['security', 'roi'],
      minutes: { atLeast: 20 },
      seats: { under: 5 },
      path: { startsWith: '/pricing' },
      paid: true,
      webinar: { of: 'webinar.registered', property: 'webinar' },
    };
    expect(asked({ ...demo, where })).toBe(
      'they asked for a demo (topics: security or roi; minutes: 20 or more; seats: under 5; path: begins with /pricing; paid: yes; webinar: as in the ‘webinar’ of ‘webinar registered’)',
    );
  });

  test('says what people are', () => {
    expect(said('role')).toBe('they are a buyer or champion');
    const employees = { kind: 'trait', trait: 'employees' } as const;
    expect(asked({ ...employees, is: { atLeast: 50 } })).toBe('they have 50 or more employees');
    expect(asked({ ...employees, is: { under: 50 } })).toBe('they have fewer than 50 employees');
    expect(asked({ ...employees, is: { known: true } })).toBe('they have told us their employees');
    expect(asked({ ...employees, is: { atLeast: 50 } }, {})).toBe(
      'they reach 50 or more in employees',
    );
    expect(asked({ ...employees, is: { under: 50 } }, {})).toBe('they stay under 50 in employees');
  });

  test('keeps the scores apart', () => {
    expect(said({ all: ['fit', 'learns', 'intent'] })).toBe(
      'they fit (40 points or more), learn from us (engagement of 20 or more), and want it (intent of 30 or more)',
    );
  });

  test('says dates', () => {
    expect(said('day')).toBe('they have reached 1 hour before the webinar begins');
    const day = { kind: 'moment', anchor: { day: '2027-08-20' } } as const;
    expect(asked(day)).toBe('they have reached 20 August 2027');
    const ends = { kind: 'moment', anchor: { trait: 'contractEnds' } } as const;
    expect(asked(ends)).toBe('they have reached their ‘contract ends’');
    expect(asked(ends, { contractEnds: 'their contract ends' })).toBe(
      'they have reached their contract ends',
    );
  });

  test('turns each kind of sentence around', () => {
    expect(refused(demo)).toBe('they never asked for a demo');
    expect(refused({ ...demo, times: 2 })).toBe('they asked for a demo at most once');
    expect(refused({ ...demo, times: 4 })).toBe('they asked for a demo at most 3 times');
    expect(said({ not: 'role' })).toBe('they are not a buyer or champion');
    expect(said({ not: 'fit' })).toBe('they do not fit (40 points or more)');
    expect(said({ not: 'rested' })).toBe('they are not free to be sold to');
    expect(said({ not: 'day' })).toBe('they have not reached 1 hour before the webinar begins');
    expect(refused({ kind: 'trait', trait: 'role', is: { known: true } })).toBe(
      'they have not told us their role',
    );
  });

  test('turns a list around as people do', () => {
    expect(said({ not: { any: ['demo', { not: 'role' }] } })).toBe(
      'they never asked for a demo, and are a buyer or champion',
    );
    expect(said({ not: { all: ['demo', 'role'] } })).toBe(
      'they never asked for a demo, or are not a buyer or champion',
    );
  });

  test('parts lists within a list by semicolons', () => {
    const convinced: Rule = {
      any: [{ any: ['demo', 'reply'] }, { all: ['fit', 'intent', 'role'] }],
    };
    expect(said(convinced)).toBe(
      'they asked for a demo, or replied to a mail; or they fit (40 points or more), want it (intent of 30 or more), and are a buyer or champion',
    );
  });

  test('says where the innermost lists begin', () => {
    const qualified: Rule = {
      any: ['demo', 'reply', { all: [{ any: ['prices', 'guide'] }, 'role'] }],
    };
    expect(said(qualified)).toBe(
      'they asked for a demo, or replied to a mail; or they either looked at the prices in the last 10 days or downloaded a guide (topic: roi) in the last 30 days, and are a buyer or champion',
    );
    expect(said({ all: ['rested', qualified] })).toBe(
      'they are free to be sold to; and (they asked for a demo, or replied to a mail; or they either looked at the prices in the last 10 days or downloaded a guide (topic: roi) in the last 30 days, and are a buyer or champion)',
    );
  });

  test('is never lost for words', () => {
    expect(said({ all: [] })).toBe('always');
    expect(said({ any: [] })).toBe('never');
    expect(said({ any: ['demo', { all: [] }] })).toBe('always');
    expect(said('role in "x"')).toBe('they meet ‘role in "x"’');
  });
});

test('a lead is ready in one sentence', () => {
  expect(readiness({ facts }, { because: { all: ['fit', 'role'] } }, says)).toBe(
    'A lead is ready when they fit (40 points or more), and are a buyer or champion.',
  );
  expect(readiness({ facts }, { because: { all: [] } })).toBe('A lead is always ready.');
});

test('a time is a length, or until when', () => {
  expect(timeInEnglish('2 business days', { facts }, says)).toBe('2 business days');
  expect(timeInEnglish({ moment: 'day' }, { facts }, says)).toBe(
    'until 1 hour before the webinar begins',
  );
  expect(timeInEnglish({ moment: 'gone' }, { facts }, says)).toBe('until ‘gone’');
});

const rules: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.record({ all: fc.array(tie('rule'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('rule'), { maxLength: 3 }) }),
    fc.record({ not: tie('rule') }),
  ),
})).rule;

const isSo = (read: Plain, known: Facts): boolean => {
  if (read.kind === 'leaf') return holds(read.sentence, known, 1) !== read.not;
  return read.kind === 'all'
    ? read.of.every((part) => isSo(part, known))
    : read.of.some((part) => isSo(part, known));
};

test('what is read means what was written, whatever is known', () => {
  fc.assert(
    fc.property(rules, fc.subarray(['a', 'b', 'c', 'd']), (rule, leaves) => {
      const known = Object.fromEntries(leaves.map((leaf) => [leaf, { since: 0 }]));
      return isSo(plain(rule), known) === holds(rule, known, 1);
    }),
  );
});

test('no list stands in a list of its own kind, and none holds one thing alone', () => {
  const tidy = (read: Plain): boolean =>
    read.kind === 'leaf' ||
    (read.of.length !== 1 &&
      read.of.every((part) => part.kind !== read.kind && tidy(part)) &&
      (read.of.length > 0 || depth(read) === 1));
  fc.assert(fc.property(rules, (rule) => tidy(plain(rule))));
});
