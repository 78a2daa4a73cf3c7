import { expect, test } from 'vitest';
import type { Frozen } from '../../core/frozen.ts';
import { dateAhead } from '../../core/step.ts';
import { DAY, ENTRY, Passage } from '../support/passage.ts';
import { small } from '../support/small-journey.ts';

const dated: Frozen = {
  ...small,
  steps: {
    ...small.steps,
    'nurture.reminder': {
      kind: 'touch',
      due: [{ moment: 'the date' }],
      mindset: 'educate',
      mail: 'reminder',
      next: 'nurture.done',
    },
  },
};
test('whoever waits for a date says until when, also when asked to give way', () => {
  const journey: Frozen = { ...dated, whenever: [] };
  const passage = new Passage(journey, 'nurture.keen')
    .told({ 'the date': { since: 9 * DAY } })
    .settled();
  expect(dateAhead(journey, { ...passage.state, at: 'nurture.reminder' })).toBe(9 * DAY);
  expect(dateAhead(journey, { ...passage.state, at: 'nurture.story' })).toBeUndefined();
  expect(dateAhead(journey, { ...passage.state, at: 'nurture.reminder', now: 9 * DAY })).toBe(
    undefined,
  );
});

test('a yield while it waits for a date asks with that date, or nobody weaker would ever speak', () => {
  const journey: Frozen = {
    ...dated,
    whenever: [{ when: 'go', at: 'nurture.reminder' }],
    stages: { ...small.stages, other: { owner: 'marketing', demand: 'create' } },
  };
  const passage = new Passage(journey, 'recycle.news').settled().told({
    go: { since: 0 },
    'the date': { since: 9 * DAY },
  });
  passage.settled();
  expect(passage.state.at).toBe('nurture.reminder');
  passage.hear({ kind: 'told', entry: ENTRY, at: DAY, yield: true });
  expect(passage.todo).toMatchObject({ kind: 'moved', until: 9 * DAY });
});

test('whoever is called away waits for no date any more', () => {
  const journey: Frozen = { ...dated, whenever: [{ when: 'off', at: 'recycle.news' }] };
  const passage = new Passage(journey, 'nurture.keen').settled();
  const waiting = { ...passage.state, at: 'nurture.reminder' };
  const facts = { 'the date': { since: 9 * DAY } };
  expect(dateAhead(journey, { ...waiting, facts })).toBe(9 * DAY);
  expect(
    dateAhead(journey, { ...waiting, facts: { ...facts, off: { since: 0 } } }),
  ).toBeUndefined();
});
