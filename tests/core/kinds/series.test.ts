import { expect, test } from 'vitest';
import type { Frozen, SeriesStep } from '../../../core/frozen.ts';
import { DAY, Passage } from '../../support/passage.ts';
import { small } from '../../support/small-journey.ts';

const journey = (more: Partial<SeriesStep> = {}): Frozen => ({
  ...small,
  whenever: [],
  steps: {
    'nurture.notes': {
      kind: 'series',
      mindset: 'educate',
      folder: 'notes',
      every: '7 days',
      next: 'nurture.over',
      ...more,
    },
    'nurture.over': { kind: 'end', as: 'done' },
  },
});
const at = (more: Partial<SeriesStep> = {}) => new Passage(journey(more), 'nurture.notes');
const sent = { kind: 'sent', mail: 'notes/one' } as const;
const over = { kind: 'moved', ended: 'done' };

test('one mail after the other, as far apart as it says, each with the next number', () => {
  const passage = at();
  expect(passage.todo?.kind).toBe('touch');
  passage.answer(sent);
  expect(passage.state.said).toEqual({ n: 1, at: 0 });
  expect(passage.sleepUntil).toBe(7 * DAY);
  expect(passage.day(6).todo).toBeUndefined();
  expect(passage.day(7).todo?.kind).toBe('touch');
  passage.answer(sent);
  expect(passage.state.said).toEqual({ n: 2, at: 7 * DAY });
  expect(passage.state.visit).toBe(1);
});

test('a mail that was skipped or refused has had its turn as one that was sent', () => {
  for (const answer of [
    { kind: 'skipped', reason: 'a rest' },
    { kind: 'refused' },
    { kind: 'unknown' },
  ] as const)
    expect(at().answer(answer).sleepUntil).toBe(7 * DAY);
});

test('a deferred one is asked for again at its time, and is still the same one', () => {
  const passage = at().answer({ kind: 'deferred', until: 2 * DAY, reason: 'too soon' });
  expect(passage.sleepUntil).toBe(2 * DAY);
  expect(passage.state.said).toBeUndefined();
  expect(passage.day(2).todo?.kind).toBe('touch');
});

test('after so many they go on, when the next one would be due and not before', () => {
  const passage = at({ atMost: 2 }).answer(sent).day(7).answer(sent);
  expect(passage.todo).toMatchObject(over);
});

test('who has seen them all goes on', () => {
  expect(at().answer({ kind: 'exhausted' }).todo).toMatchObject(over);
});

test('with an end of its own an exhausted series waits for new mails, and looks as often as it says', () => {
  const passage = at({ until: 'did pricing.viewed' }).answer({ kind: 'exhausted' });
  expect(passage.sleepUntil).toBe(7 * DAY);
  expect(passage.day(7).todo?.kind).toBe('touch');
});

test('as soon as it holds they go on, also while the next mail is not due', () => {
  const passage = at({ until: 'did pricing.viewed' }).answer(sent).day(1);
  expect(passage.told({ 'did pricing.viewed': { since: DAY } }).todo).toMatchObject(over);
});

test('a date that ends it is slept for, where it comes before the next mail', () => {
  const passage = at({ until: 'the seat.booked.startsAt' });
  passage.answer(sent).told({ 'the seat.booked.startsAt': { since: 3 * DAY } });
  expect(passage.sleepUntil).toBe(3 * DAY);
  expect(passage.day(3).todo).toMatchObject(over);
});

test('each stay counts anew: what was said before is forgotten with the step', () => {
  const round: Frozen = {
    ...journey({ atMost: 1, next: 'nurture.back' }),
    steps: {
      ...journey({ atMost: 1, next: 'nurture.back' }).steps,
      'nurture.back': { kind: 'to', due: ['1 day'], next: 'nurture.notes' },
    },
  };
  const passage = new Passage(round, 'nurture.notes').answer(sent).settled();
  expect(passage.state.at).toBe('nurture.back');
  expect(passage.state.said).toBeUndefined();
  expect(passage.day(2).todo).toMatchObject({ kind: 'touch', key: 'nurture.notes#3.3' });
});
