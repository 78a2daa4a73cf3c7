import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { canonical } from '../../core/canonical.ts';
import { sha256 } from '../../project/hash.ts';
import { loadProject } from '../../project/load.ts';
import { HouseError, type Problem } from '../../project/problem.ts';
import { projectFolder } from '../support/project-folder.ts';

const run = promisify(execFile);
const removals: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const remove of removals) await remove();
});
async function folder(files: Readonly<Record<string, string | null>>): Promise<string> {
  const { dir, remove } = await projectFolder(files);
  removals.push(remove);
  return dir;
}

const journey = (id: string, steps = "[educate('first-win'), end('done')]"): string => `
  import { byList, educate, end, journey, wait } from './language.ts';
  export const ${id} = journey('${id}', {
    topic: 'product-tips',
    enter: byList.into('awareness'),
    stages: { awareness: ${steps} },
  });
`;

test('every journey that a file exports is frozen, and named by the hash of its canonical text', async () => {
  const dir = await folder({
    'journeys/b.ts': journey('second'),
    'journeys/a.ts': journey('first'),
    'journeys/notes.md': 'not a journey',
  });
  const project = await loadProject(dir);
  expect(project.problems).toEqual([]);
  expect(project.journeys.map(({ id, file }) => [id, file])).toEqual([
    ['first', 'journeys/a.ts'],
    ['second', 'journeys/b.ts'],
  ]);
  for (const { frozen, text, hash } of project.journeys) {
    expect(text).toBe(canonical(frozen));
    expect(hash).toBe(sha256(text));
  }
});

test('the house comes with its schemas, and as plain data without them', async () => {
  const { house, data } = await loadProject(await folder({}));
  expect(house.events).toHaveProperty(['trial.started', '~standard']);
  const kept: unknown = JSON.parse(JSON.stringify(data));
  expect(kept).toEqual(data);
  expect(data.senders['ana']).toEqual({
    name: 'Ana Ferreira',
    address: 'ana@example.com',
    replyTo: 'ana@example.com',
  });
});

test('the same journey gives the same hash, another one another', async () => {
  const once = await loadProject(await folder({ 'journeys/a.ts': journey('first') }));
  const again = await loadProject(await folder({ 'journeys/x.ts': journey('first') }));
  const other = await loadProject(
    await folder({ 'journeys/a.ts': journey('first', "[educate('customer-story'), end('done')]") }),
  );
  expect(again.journeys[0]?.hash).toBe(once.journeys[0]?.hash);
  expect(other.journeys[0]?.hash).not.toBe(once.journeys[0]?.hash);
});

/** The problems as the product finds them: Node itself loads the files, not the test runner. */
async function problemsUnderNode(dir: string): Promise<readonly Problem[]> {
  const script = `
    import { loadProject } from ${JSON.stringify(join(import.meta.dirname, '../../project/load.ts'))};
    const { journeys, problems } = await loadProject(${JSON.stringify(dir)});
    console.log(JSON.stringify([journeys.map(({ id }) => id), problems]));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
  const [ids, problems] = JSON.parse(stdout) as [readonly string[], readonly Problem[]];
  expect(ids).toEqual(['good']);
  return problems;
}

test('a journey that fails is a problem of its file; all others are there', async () => {
  const dir = await folder({
    'journeys/good.ts': journey('good'),
    'journeys/missing.ts': "import { x } from './nowhere.ts';\nexport const y = x;",
    'journeys/refused.ts': journey('refused', "[wait('2 business weeks'), end('done')]"),
    'journeys/syntax.ts': 'export const x = {;',
    'journeys/throws.ts': "\nthrow new Error('no such thing');",
  });
  expect(await problemsUnderNode(dir)).toMatchObject([
    {
      code: 'P001',
      file: 'journeys/missing.ts',
      mend: 'Check the path of the import; relative imports end in .ts.',
    },
    {
      code: 'L050',
      file: 'journeys/refused.ts',
      journey: 'refused',
      path: 'awareness › line 1 › wait',
      what: "'2 business weeks' is no length.",
    },
    {
      code: 'P001',
      file: 'journeys/syntax.ts:1',
      mend: 'Mend the syntax; an editor with TypeScript shows where.',
    },
    {
      code: 'P001',
      file: 'journeys/throws.ts:2',
      what: 'It cannot be loaded: no such thing',
      mend: 'Mend what throws while the file is loaded.',
    },
  ]);
});

test('two journeys of one id are a problem, one journey exported twice is none', async () => {
  const dir = await folder({
    'journeys/a.ts': `${journey('first')}\nexport const same = first;`,
    'journeys/b.ts': journey('first'),
    'journeys/c.ts': "export { first } from './a.ts';",
  });
  const { journeys, problems } = await loadProject(dir);
  expect(journeys).toHaveLength(1);
  expect(problems).toMatchObject([
    {
      code: 'L060',
      file: 'journeys/b.ts',
      what: expect.stringContaining('journeys/a.ts') as unknown,
    },
  ]);
});

test('mails are checked where they are known', async () => {
  const dir = await folder({ 'journeys/a.ts': journey('first') });
  const known = new Map([['first-win', { slots: { title: 'string' } }]]);
  expect((await loadProject(dir)).problems).toEqual([]);
  expect((await loadProject(dir, known)).problems).toMatchObject([{ code: 'L021' }]);
  expect((await loadProject(dir, new Map())).problems).toMatchObject([{ code: 'L020' }]);
});

test('a journey that is no journey, though it says so', async () => {
  const dir = await folder({
    'journeys/a.ts': "export const a = { language: 1, id: 'a', stages: null };",
    'journeys/b.ts':
      "const b = { language: 1, id: 'b', stages: { b: [] } };\nb.stages.b = [b];\nexport { b };",
  });
  const { journeys, problems } = await loadProject(dir);
  expect(journeys).toEqual([]);
  expect(new Set(problems.map(({ file }) => file))).toEqual(
    new Set(['journeys/a.ts', 'journeys/b.ts']),
  );
});

const scores = `
  import { did, worth } from './language.ts';
  export const scores = { intent: [worth(8, did('pricing.viewed'), { upTo: 24 })] };
`;
/** The sample's house, keeping one score; and a stage that others may take over in. */
const scored = `
  import { house as sample } from './sample.ts';
  const { awareness, ...others } = sample.stages;
  export const house = {
    ...sample,
    stages: { ...others, awareness: { ...awareness, recycle: true } },
    scores: { intent: { halvesEvery: '10 days' } },
    windows: { mornings: {} },
  };
`;
const withScores = async (files: Readonly<Record<string, string | null>>): Promise<string> =>
  folder({
    'journeys/house.ts': scored,
    'journeys/sample.ts': await readFile('journeys/house.ts', 'utf8'),
    'journeys/scores.ts': scores,
    ...files,
  });
const asking = journey(
  'asking',
  "[educate('first-win', { during: 'mornings', when: { score: 'intent', atLeast: 8 } as never } as never), end('done')]",
);

test('what counts into a score comes from scores.ts, and its half-life from the house', async () => {
  const dir = await withScores({ 'journeys/a.ts': asking, 'journeys/b.ts': journey('other') });
  const { journeys, problems, data } = await loadProject(dir);
  expect(problems).toEqual([]);
  expect(journeys.map(({ frozen }) => frozen.scores)).toEqual([
    {
      intent: {
        halvesEvery: '10 days',
        worth: [{ points: 8, signal: { kind: 'did', event: 'pricing.viewed' }, upTo: 24 }],
      },
    },
    undefined,
  ]);
  expect(data.stages['awareness']).toEqual({ owner: 'marketing', demand: 'create', recycle: true });
  expect(data.stages['recycle']).toMatchObject({ recycle: true });
});

test.for<[string, string | null, object]>([
  ['no scores', null, { code: 'L014', file: 'journeys/a.ts' }],
  [
    'scores that count nothing known',
    scores.replace('viewed', 'veiwed'),
    { code: 'L010', file: 'journeys/scores.ts' },
  ],
  [
    'scores under another name',
    scores.replace('const scores', 'const points'),
    { code: 'P001', what: 'It exports no `scores`.' },
  ],
  [
    'scores that throw',
    "throw new Error('no such thing');",
    { code: 'P001', what: 'It cannot be loaded: no such thing' },
  ],
])('%s: whatever asks for one is refused, and all others are there', async ([, text, first]) => {
  const dir = await withScores({
    'journeys/a.ts': asking,
    'journeys/b.ts': journey('other'),
    'journeys/scores.ts': text,
  });
  const { journeys, problems } = await loadProject(dir);
  expect(journeys.map(({ id }) => id)).toEqual(['other']);
  expect(problems[0]).toMatchObject(first);
  expect(problems.at(-1)).toMatchObject({ code: 'L014', file: 'journeys/a.ts' });
});

test('a waiver is carried beside the journey: its hash is as without', async () => {
  const waived = journey('first').replace(
    'topic:',
    "waive: [{ code: 'J104', reason: 'A launch.', until: '2027-01-31' }],\n    topic:",
  );
  const project = await loadProject(await folder({ 'journeys/a.ts': waived }));
  const plain = await loadProject(await folder({ 'journeys/a.ts': journey('first') }));
  expect(project.journeys[0]?.waivers).toEqual([
    { code: 'J104', reason: 'A launch.', until: '2027-01-31' },
  ]);
  expect(plain.journeys[0]?.waivers).toEqual([]);
  expect(project.journeys[0]?.hash).toBe(plain.journeys[0]?.hash);
});

const messageOf = async (files: Readonly<Record<string, string | null>>): Promise<string> => {
  const error = await loadProject(await folder(files)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HouseError);
  return error instanceof HouseError ? error.message : '';
};

test('a house that is not there, or exports none, is said', async () => {
  expect(await messageOf({ 'journeys/house.ts': null })).toContain('journeys/house.ts');
  expect(await messageOf({ 'journeys/house.ts': 'export const home = {};' })).toContain(
    'It exports no `house`.',
  );
});

test('all that is wrong with a house is said at once', async () => {
  const message = await messageOf({
    'journeys/house.ts': `export const house = {
      stages: { exit: { owner: 'marketing', demand: 'create' }, selling: { owner: 'nobody', demand: 'fulfil' } },
      events: { 'mail.opened': {}, 'deal.won': {} },
      traits: { fit: {} },
      scores: { intend: {}, intent: { halvesEvery: '10 business days' } },
      reasons: { 'not-ready': { rest: '90 dayz' } },
      teams: { owner: {}, sales: { reps: [{ id: 'a', name: 'A', email: 'a' }] } },
      topics: {},
      senders: {},
      sender: 'ana',
      postal: ' ',
      limits: { perWeek: 0, gap: '1 day' },
      utm: { domains: ['https://fernworks.example'], source: '' },
    };`,
  });
  for (const said of [
    "stages.exit: is taken: 'exit' holds the ends of interrupts",
    'stages.selling.owner',
    'events.mail.opened: is no Standard Schema',
    'events.deal.won',
    'traits.fit: is taken: it is the name of a score',
    'scores: Unrecognized key: "intend"',
    'scores.intent.halvesEvery: is counted in working time',
    "teams.owner: is taken: 'owner' is whoever accepted the handoff",
    'reasons.not-ready.rest: is no length',
    'teams.sales.reps.0.email: is no address',
    'postal: says nothing',
    'limits.perWeek',
    'utm.domains.0: is no domain',
    'utm.source: says nothing',
    'utm.medium',
  ]) {
    expect(message).toContain(said);
  }
});
