import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { perennial, type Ran, sampleProject } from '../support/perennial.ts';

let dir: string;
beforeEach(async () => {
  dir = await sampleProject();
  return () => rm(dir, { recursive: true });
});
const run = (...args: string[]): Promise<Ran> => perennial([...args, '--project', dir]);

test.each([
  [['draw', 'trail'], /Did you mean “trial”\? There are: course, trial, webinar\./],
  [['explain', 'trail'], /Did you mean “trial”/],
  [['draw', 'trial', '--svg', '--mermaid'], /cannot be used with/],
])('%j is called wrongly, and told so', async (args, said) => {
  const { code, out, err } = await run(...args);
  expect(err).toMatch(said);
  expect({ code, out }).toEqual({ code: 2, out: '' });
});

describe('draw', () => {
  test('writes Mermaid where nothing else is asked for', async () => {
    const { code, out } = await run('draw', 'trial');
    expect(code).toBe(0);
    expect(out).toMatch(/^flowchart TB\n.*subgraph s1\["awareness · marketing"\]/s);
  });

  test('writes a picture that names the journey and its version', async () => {
    const file = join(dir, 'trial.svg');
    const { code, out } = await run('draw', 'trial', '--svg', '--out', file);
    expect({ code, out }).toEqual({ code: 0, out: `trial is drawn in ${file}.\n` });
    expect(await readFile(file, 'utf8')).toMatch(
      /^<svg .*>trial<\/text>.*Tips for your trial · version [0-9a-f]{12}</s,
    );
  });

  test('tells programs what is drawn', async () => {
    const { out } = await run('draw', 'course', '--json');
    expect(JSON.parse(out)).toMatchObject({
      journey: 'course',
      form: 'mermaid',
      graph: { stages: [{ name: 'awareness', owner: 'marketing' }, {}, {}, {}, {}] },
    });
  });

  test('of a journey that cannot be read it says where to look', async () => {
    const file = join(dir, 'journeys/trial.ts');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace("did('workspace.invited')", "did('workspace.invitd')"));
    const { code, err } = await run('draw', 'trial');
    expect(code).toBe(1);
    expect(err).toBe('trial cannot be read as it stands. perennial check tells what is wrong.\n');
  });
});

describe('explain', () => {
  test('tells a journey in plain English, needing nothing that runs', async () => {
    const { code, out } = await run('explain', 'trial');
    expect(code).toBe(0);
    expect(out).toMatch(/^trial, in plain English \(version [0-9a-f]{12}\)\n/);
    expect(out).toContain('A lead is ready when they asked for a demo, or');
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('tells programs the same', async () => {
    const said = JSON.parse((await run('explain', 'course', '--json')).out) as object;
    expect(said).toMatchObject({
      journey: 'course',
      about: 'Courses',
      stages: [{ stage: 'awareness', steps: [{ number: '1.1' }, {}] }, {}, {}, {}, {}],
    });
  });
});

describe('preview as a persona', () => {
  test('fills the mail with what is known of them, and says where to look at it', async () => {
    const { code, out } = await run('preview', 'extend-your-trial', '--as', 'mara');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^From: .*\nTo: Mara Okafor <mara\.okafor@hollowaylogistics\.example>\nSubject: /,
    );
    expect(out).toMatch(/\nTo look at: file:\/\/\S*extend-your-trial\.mara\.html\n$/);
    const page = await readFile(
      join(dir, '.perennial/previews/extend-your-trial.mara.html'),
      'utf8',
    );
    expect(page).toContain('<dd>Mara Okafor &lt;mara.okafor@hollowaylogistics.example&gt;</dd>');
    expect(page).toMatch(/Hello Mara,/);
  });

  test('says what is wrong with a persona', async () => {
    await mkdir(join(dir, 'personas'), { recursive: true });
    await writeFile(
      join(dir, 'personas/zoe.json'),
      '{ "name": "Zoe", "email": "zoe", "zone": "Mars" }',
    );
    const { code, err } = await run('preview', 'course-welcome', '--as', 'zoe');
    expect(code).toBe(1);
    expect(err).toMatch(/^The persona zoe cannot be read\.\n.*email: is no address/s);
    expect(err).not.toMatch(/It went wrong|^\s+at /m);
    await writeFile(join(dir, 'personas/zoe.json'), '{ name: }');
    expect((await run('preview', 'course-welcome', '--as', 'zoe')).err).toMatch(/This is no JSON/);
  });
});
