import { expect, test } from 'vitest';
import type { Handoff } from '../../core/state.ts';
import { DAY, Passage } from '../support/passage.ts';
import { small } from '../support/small-journey.ts';

const offered = (more: Partial<Handoff> = {}): Handoff => ({
  id: 'h1',
  key: 'handoff.offer#2',
  rev: 1,
  state: 'offered',
  until: 2 * DAY,
  ...more,
});
const atOffer = (): Passage =>
  new Passage(small, 'nurture.keen')
    .settled()
    .told({ 'did demo.requested': { since: 0 } })
    .answer({ kind: 'handoff', handoff: offered() });

test('a touch that is due is asked for, and only once', () => {
  const passage = new Passage(small, 'nurture.hello');
  expect(passage.todo).toEqual({ kind: 'touch', key: 'nurture.hello#1.1' });
  expect(passage.day(1).todo).toBeUndefined();
});

test('a mail that was sent leads on from the instant it was sent', () => {
  const passage = new Passage(small, 'nurture.hello').answer({ kind: 'sent' }).settled();
  expect(passage.state.at).toBe('nurture.keen');
  expect(passage.sleepUntil).toBe(14 * DAY);
});

test('a skipped mail leads on as a sent one does', () => {
  const passage = new Passage(small, 'nurture.hello').answer({ kind: 'skipped', reason: 'seen' });
  expect(passage.state.at).toBe('nurture.keen');
});

test('a deferred mail is asked for again when its time has come, and not before', () => {
  const passage = new Passage(small, 'nurture.hello').answer({
    kind: 'deferred',
    until: 2 * DAY,
    reason: 'too soon',
  });
  expect(passage.sleepUntil).toBe(2 * DAY);
  expect(passage.day(1).todo).toBeUndefined();
  expect(passage.day(2).todo?.kind).toBe('touch');
});

test('a mail held back is asked for again as soon as anything is told', () => {
  const passage = new Passage(small, 'nurture.hello').answer({
    kind: 'held',
    until: 9 * DAY,
    by: 'ops',
  });
  expect(passage.sleepUntil).toBe(9 * DAY);
  expect(passage.hear({ kind: 'told', entry: 'entry-1', at: DAY }).todo?.kind).toBe('touch');
});

test('a stale question is asked again with what is known now', () => {
  const passage = new Passage(small, 'nurture.hello').answer({
    kind: 'stale',
    seq: 3,
    facts: { 'did pricing.viewed': { since: 0 } },
  });
  expect(passage.todo).toEqual({ kind: 'touch', key: 'nurture.hello#1.2' });
  expect(passage.state.seq).toBe(3);
});

test('what is waited for leads on at once', () => {
  const passage = new Passage(small, 'nurture.keen').settled();
  passage.told({ 'did pricing.viewed': { since: 0 }, 'role in "buyer"': { since: 0 } });
  expect(passage.todo?.kind).toBe('offer');
});

test('whom no case of a branch fits goes on', () => {
  const passage = new Passage(small, 'nurture.keen').settled();
  passage.told({ 'did pricing.viewed': { since: 0 } }).settled();
  expect(passage.state.at).toBe('nurture.story');
  expect(passage.sleepUntil).toBe(3 * DAY);
});

test('a fact that lapses while they wait is waited for anew', () => {
  const passage = new Passage(small, 'nurture.keen').settled();
  passage.told({ 'did pricing.viewed': { since: 5 * DAY, until: 6 * DAY } });
  expect(passage.sleepUntil).toBe(5 * DAY);
  expect(passage.day(7).sleepUntil).toBe(14 * DAY);
});

test('an interrupt is heard before a wait is over', () => {
  const passage = new Passage(small, 'nurture.story').settled();
  expect(passage.told({ 'did demo.requested': { since: 0 } }).state.at).toBe('handoff.offer');
});

test('the same deed calls nobody twice, a further one does', () => {
  const passage = atOffer().toldHandoff(
    offered({ rev: 2, state: 'rejected', reason: 'not-ready' }),
  );
  expect(passage.settled().state.at).toBe('recycle.news');
  expect(passage.told({ 'did demo.requested': { since: 0 } }).state.at).toBe('recycle.news');
  expect(passage.told({ 'did demo.requested': { since: 0, last: 2 } }).state.at).toBe(
    'handoff.offer',
  );
});

test('nobody is called away from an open offer, but an end is heard everywhere', () => {
  const passage = atOffer();
  expect(passage.told({ 'did demo.requested': { since: 0, last: 9 } }).state.at).toBe(
    'handoff.offer',
  );
  expect(passage.told({ 'did deal.won': { since: 0 } }).todo).toMatchObject({
    kind: 'moved',
    ended: 'won',
  });
});

test('an offer that is not made goes the unworked way', () => {
  const passage = new Passage(small, 'handoff.offer').answer({ kind: 'unqualified', reason: 'x' });
  expect(passage.settled().state.at).toBe('recycle.news');
});

test('an offer nobody answers in time is asked to expire; the row decides', () => {
  const passage = atOffer();
  expect(passage.sleepUntil).toBe(2 * DAY);
  expect(passage.day(2).todo).toMatchObject({ kind: 'expire', handoff: 'h1' });
  const late = passage.answer({
    kind: 'handoff',
    handoff: offered({ rev: 2, state: 'accepted', rep: 'ben' }),
  });
  expect(late.settled().state.at).toBe('selling.assist');
});

test('a reject goes the way of its reason, an unknown reason the unworked way', () => {
  const reject = (reason: string): string =>
    atOffer()
      .toldHandoff(offered({ rev: 2, state: 'rejected', reason }))
      .settled().state.at;
  expect(reject('bad-fit')).toBe('exit.bad-fit');
  expect(reject('not-ready')).toBe('recycle.news');
  expect(reject('a new one')).toBe('recycle.news');
});

test('not-yet waits for its date and then asks the row again', () => {
  const passage = atOffer().toldHandoff(offered({ rev: 2, state: 'not-yet', until: 20 * DAY }));
  expect(passage.sleepUntil).toBe(20 * DAY);
  expect(passage.day(20).todo?.kind).toBe('expire');
});

test('an older word about a handoff is ignored', () => {
  const passage = atOffer()
    .toldHandoff(offered({ rev: 3, state: 'accepted' }))
    .settled();
  expect(passage.toldHandoff(offered({ rev: 2, state: 'not-yet' })).state.at).toBe(
    'selling.assist',
  );
});

test('sales has them until the handoff closes', () => {
  const withSales = (): Passage =>
    atOffer()
      .toldHandoff(offered({ rev: 2, state: 'accepted' }))
      .settled();
  expect(withSales().sleepUntil).toBe(45 * DAY);
  const after = (more: Partial<Handoff>): Passage =>
    withSales().toldHandoff(offered({ rev: 3, ...more }));
  expect(after({ state: 'won' }).todo).toMatchObject({ ended: 'won' });
  expect(after({ state: 'lost' }).settled().state.at).toBe('recycle.news');
  expect(after({ state: 'returned' }).settled().state.at).toBe('nurture.story');
  expect(after({ state: 'returned', reason: 'quiet' }).settled().state.at).toBe('recycle.news');
});

test('a new stage is written down even while its first mail waits', () => {
  const passage = atOffer().toldHandoff(offered({ rev: 2, state: 'expired' }));
  expect(passage.state.at).toBe('recycle.news');
  expect(passage.todo?.kind).toBe('moved');
  expect(passage.answer({ kind: 'stays' }).sleepUntil).toBe(14 * DAY);
});

test('who is asked to yield asks the store before anything else', () => {
  const passage = new Passage(small, 'nurture.keen').settled();
  passage.hear({ kind: 'told', entry: 'entry-1', at: 1, yield: true });
  expect(passage.todo).toEqual({ kind: 'moved', key: 'nurture.keen#1.2' });
  expect(passage.answer({ kind: 'stays' }).sleepUntil).toBe(14 * DAY);
});

test('a walk in a circle parks the prospect, visibly, until it is repaired', () => {
  const round = {
    ...small,
    steps: {
      ...small.steps,
      'nurture.a': { kind: 'to', next: 'nurture.b' },
      'nurture.b': { kind: 'to', next: 'nurture.a' },
    },
  } as const;
  const passage = new Passage(round, 'nurture.a');
  expect(passage.todo).toMatchObject({ kind: 'moved', faulted: 'circle' });
  passage.answer({ kind: 'stays' });
  expect([passage.todo, passage.sleepUntil]).toEqual([undefined, undefined]);
  expect(passage.hear({ kind: 'told', entry: 'entry-1', at: 5, repair: true }).todo?.kind).toBe(
    'moved',
  );
});

test('a step that is not there parks the prospect', () => {
  expect(new Passage(small, 'nurture.gone').todo).toMatchObject({ faulted: 'no-such-step' });
});
