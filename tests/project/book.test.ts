import { expect, test } from 'vitest';
import { bookOf, scoreVersionOf } from '../../project/book.ts';
import { checkProject } from '../../project/check.ts';
import { loadProject } from '../../project/load.ts';
import { projectFolder } from '../support/project-folder.ts';

const goals = `
  import { grow } from './language.ts';
  const keeping = { atLeast: 0.45, reach: 'selling', within: '14 days' } as const;
  export const soon = [grow('handoff', { to: 120, per: 'quarter', by: '2027-03-31', keeping })];
  export const later = [
    grow('selling', { to: 54, per: 'quarter', by: '2027-09-30', keeping: { ...keeping, reach: 'won' } }),
    { grow: 'selling' },
  ];
`;

test('the lists of goals.ts are goals, and what cannot be read is a problem of that file', async () => {
  const { dir, remove } = await projectFolder({ 'journeys/goals.ts': goals });
  const project = await loadProject(dir);
  await remove();
  expect(project.goals.map(({ path }) => path).toSorted()).toEqual(['later › 1', 'soon › 1']);
  expect([...new Set(project.problems.map(({ file }) => file))]).toEqual(['journeys/goals.ts']);
  expect(project.problems[0]?.path).toMatch(/^later › 2/);
});

test('goals are bound to the scores in force: by their name', async () => {
  const { dir, remove } = await projectFolder({ 'journeys/goals.ts': goals });
  const loaded = await loadProject(dir);
  await remove();
  const scores = {
    intent: { worth: [{ points: 4, signal: { kind: 'did', event: 'demo.requested' } }] },
  } as const;
  const project = { ...loaded, scores, problems: [] };
  const more = { mails: new Map(), today: '2027-01-01' };
  expect(bookOf(project, more)).toMatchObject({ scores, scoreVersion: scoreVersionOf(scores) });
  expect(scoreVersionOf(scores)).toMatch(/^[0-9a-f]{8}$/);
  const found = checkProject(project, more);
  expect(found.map(({ code, file }) => `${code} ${file}`)).toEqual([
    'J204 journeys/goals.ts',
    'J204 journeys/goals.ts',
  ]);
  expect(found[0]?.mend).toContain(`scoreVersion: '${scoreVersionOf(scores)}'`);
});
