import { expect, test } from 'vitest';
import type { Frozen } from '../../core/frozen.ts';
import { reasonsOf } from '../../core/reasons-of.ts';
import { ownerOf, waitingFor } from '../../core/say.ts';
import type { Handoff } from '../../core/state.ts';
import { Passage } from '../support/passage.ts';
import { small } from '../support/small-journey.ts';

const DAY = 86_400_000;
/** After the sale: whoever is offered goes to success. */
const kept: Frozen = {
  ...small,
  stages: { ...small.stages, selling: { owner: 'success', demand: 'fulfil' } },
};
const handoff = (journey: Frozen): Passage => {
  const passage = new Passage(journey, 'nurture.keen').settled();
  passage.told({ 'did demo.requested': { since: 0 } });
  return passage.answer({ kind: 'handoff', handoff: { ...offered, until: 2 * DAY } });
};
const offered: Handoff = { id: 'h1', key: 'handoff.offer#2', rev: 1, state: 'offered' };

test.each([
  [small, 'sales'],
  [kept, 'success'],
] as const)('an offer waits for an answer from whoever would have them: %#', (journey, who) => {
  const passage = handoff(journey);
  expect(waitingFor(journey, passage.state)).toBe(`an answer from ${who}`);
  expect(ownerOf(journey, passage.state)).toBe('marketing');
  passage.toldHandoff({ ...offered, rev: 2, state: 'accepted', rep: 'lee' }).settled();
  expect(waitingFor(journey, passage.state)).toBe(`with ${who}, 45 days of silence at most`);
  expect(ownerOf(journey, passage.state)).toBe(`${who}/lee`);
  expect(passage.day(46).todo).toMatchObject({ kind: 'quiet', handoff: 'h1' });
});

test('a team gives the reasons of its owner, and those of everybody', () => {
  const house = {
    teams: { sellers: { reps: [] }, helpers: { owner: 'success', reps: [] } },
    reasons: { 'bad-fit': { of: 'sales' }, unhappy: { of: 'success' }, 'not-ready': {} },
  } as const;
  expect(reasonsOf(house, 'sellers')).toEqual(['bad-fit', 'not-ready']);
  expect(reasonsOf(house, 'helpers')).toEqual(['unhappy', 'not-ready']);
});
