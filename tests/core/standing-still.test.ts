import { expect, test } from 'vitest';
import { ENTRY, Passage } from '../support/passage.ts';
import { small } from '../support/small-journey.ts';

const parked = (): Passage => new Passage(small, 'nurture.gone').answer({ kind: 'stays' });

test('whoever stands still asks the store when somebody stronger waits, or the entry was closed', () => {
  const passage = parked().hear({ kind: 'told', entry: ENTRY, at: 5, yield: true });
  expect(passage.todo).toMatchObject({ kind: 'moved', faulted: 'no-such-step' });
});

test('and stands still again once it was answered', () => {
  const passage = parked().hear({ kind: 'told', entry: ENTRY, at: 5, yield: true });
  expect(passage.answer({ kind: 'stays' }).todo).toBeUndefined();
});
