import { expect, test } from 'vitest';
import type { FrozenStep } from '../../core/frozen.ts';
import { stageOf } from '../../core/frozen.ts';
import { explainText } from '../../cli/explain-text.ts';
import { explainJourney } from '../../core/english/explain-journey.ts';
import { loadTemplates } from '../../mail/templates.ts';
import { loadProject } from '../../project/load.ts';

const project = await loadProject('.', await loadTemplates('.'));
const journeys = project.journeys.map(({ id, frozen }) => ({ id, frozen }));

test('every journey of the sample can be frozen, with the mails that are there', () => {
  expect(project.problems).toEqual([]);
  expect(journeys.map(({ id }) => id)).toEqual(['course', 'trial', 'webinar']);
});

test('the frozen trial is as it was: a change of this file is a new version for those who enter', async () => {
  const trial = journeys.find(({ id }) => id === 'trial')?.frozen;
  await expect(JSON.stringify(trial, null, 2)).toMatchFileSnapshot('trial.frozen.txt');
});

const stepsIn = (stage: string): readonly FrozenStep[] =>
  journeys.flatMap(({ frozen }) =>
    Object.entries(frozen.steps)
      .filter(([id]) => stageOf(id) === stage)
      .map(([, step]) => step),
  );

test('whoever is recycled is taught, and sold nothing', () => {
  const touches = stepsIn('recycle').filter(({ kind }) => kind === 'touch' || kind === 'series');
  expect(touches).toHaveLength(3);
  expect(touches.map((step) => 'mindset' in step && step.mindset)).toEqual([
    'educate',
    'educate',
    'educate',
  ]);
});

test('most of what is said educates', () => {
  const touches = journeys.flatMap(({ frozen }) =>
    Object.values(frozen.steps).filter((step) => step.kind === 'touch'),
  );
  const educating = touches.filter(({ mindset }) => mindset === 'educate');
  expect(educating.length / touches.length).toBeGreaterThan(0.6);
});

test('an enrolled list gets its first mail at once', () => {
  const course = journeys.find(({ id }) => id === 'course')?.frozen;
  const door = course?.enter.find((entrance) => 'by' in entrance && entrance.by === 'list');
  const first = course?.steps[door?.at ?? ''];
  expect(first).toMatchObject({ kind: 'touch', mail: 'course-welcome' });
  expect(first?.due).toBeUndefined();
});

test('nobody is kept by a person of another house: every address is an example', () => {
  const { senders, teams } = project.data;
  const addresses = [
    ...Object.values(senders).map(({ address }) => address),
    ...Object.values(teams).flatMap(({ reps }) => reps.map(({ email }) => email)),
  ];
  expect(addresses.filter((address) => !address.endsWith('@example.com'))).toEqual([]);
});

test.each(journeys)('$id reads in plain English as it did', async ({ id, frozen }) => {
  const explained = explainJourney({ journey: frozen, house: project.data });
  const text = explainText(explained, 'x').join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot(`${id}.english.txt`);
});

test('nothing in a sample journey is told by its bare name', () => {
  for (const { frozen } of journeys) {
    const said = JSON.stringify(explainJourney({ journey: frozen, house: project.data }));
    expect(said).not.toMatch(/did ‘|meet ‘/);
  }
});
