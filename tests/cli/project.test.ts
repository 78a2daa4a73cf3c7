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
const write = (file: string, text: string): Promise<void> => writeFile(join(dir, file), text);
async function change(file: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(join(dir, file), 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has no ${from}`);
  await write(file, after);
}

describe('check', () => {
  test('has nothing against the sample', async () => {
    const { code, out } = await run('check', '--json');
    const seen: unknown = JSON.parse(out);
    expect(seen).toMatchObject({ journeys: 3, maps: 1, findings: [], warnings: [], waived: [] });
    expect(code).toBe(0);
  });

  test('finds an event that the house does not know, with its place and what is meant', async () => {
    await change('journeys/trial.ts', "did('workspace.invited')", "did('workspace.invitd')");
    const { code, out } = await run('check');
    expect(code).toBe(1);
    expect(out).toMatch(/L010 .*trial.*workspace\.invit/s);
    expect(out).toMatch(/P002 .*journeys\/trial\.ts:\d+/);
  });

  test('finds what only TypeScript sees', async () => {
    await change('journeys/qualified.ts', 'all,', 'all as every,');
    const { code, out } = await run('check');
    expect(code).toBe(1);
    expect(out).toMatch(/P00\d .*journeys\//);
  });

  test('finds a mail that uses what nobody fills in', async () => {
    await change(
      'templates/first-win/mail.json',
      /"subject": "/,
      '"subject": "{{ person.nickname }} ',
    );
    const { code, out } = await run('check');
    expect(code).toBe(1);
    expect(out).toMatch(/T054 .*templates\/first-win/);
  });

  test('finds what is wrong with a mail of a series, in its own file', async () => {
    await change('templates/field-notes/03-handover/mail.txt', 'The best one', '{{ theBest }}');
    await write('templates/product-notes/mail.txt', 'A note.\n');
    const { code, out } = await run('check');
    expect(code).toBe(1);
    expect(out).toMatch(/T057 .*templates\/field-notes\/03-handover\/mail\.txt.*theBest/s);
    expect(out).toMatch(/T001 .*templates\/product-notes\b.*01-standing-still/s);
  });

  test('tells of tags that a mail says for nothing, in the languages of it too, and lets it pass', async () => {
    await change('journeys/house.ts', /^ {2}utm: .*\n/m, '');
    const tags = '"utm": { "campaign": "autumn" }, "subject": "';
    await change('templates/first-win/de/mail.json', '"subject": "', tags);
    await change('templates/customer-story/mail.json', '"subject": "', tags);
    await change('templates/rollout-plan/mail.json', '"subject": "', '"utm": false, "subject": "');
    const { code, out } = await run('check', '--json');
    const { warnings } = JSON.parse(out) as { warnings: readonly { code: string; file: string }[] };
    expect(warnings.map((one) => `${one.code} ${one.file}`)).toEqual([
      'T062 templates/customer-story/mail.json',
      'T062 templates/first-win/de/mail.json',
    ]);
    expect(code).toBe(0);
  });

  test('finds an import map that names what the house has not', async () => {
    await change('imports/x-education.json', '"city":', '"citty":');
    const { code, out } = await run('check');
    expect(code).toBe(1);
    expect(out).toMatch(/I001 .*imports\/x-education\.json.*“citty”.*Did you mean “city”/s);
  });

  test('says each finding as data too', async () => {
    await change('imports/x-education.json', '"courses"', '"coursess"');
    const { code, out } = await run('check', '--json');
    expect(code).toBe(1);
    const { findings } = JSON.parse(out) as { findings: readonly object[] };
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'I001', file: 'imports/x-education.json' }),
    );
  });

  test('of a house that cannot be read it tells why, and shows no stack', async () => {
    await write('journeys/house.ts', 'export const house = {;');
    const { code, out, err } = await run('check');
    expect(code).toBe(1);
    expect(`${out}${err}`).toMatch(/journeys\/house\.ts/);
    expect(`${out}${err}`).not.toMatch(/^\s+at /m);
  });
});

/** One small journey, which asks everybody for something. */
const pushy = (more = ''): string => `
  import { waive } from 'perennial-journeys/language';
  import { byList, convert, educate, end, journey, wait } from './language.ts';
  export const pushy = journey('pushy', {
    topic: 'product-tips',
    enter: byList.into('awareness'),
    ${more}
    stages: {
      awareness: [
        educate('first-win'), wait('1 week'), educate('why-teams-stall'), wait('1 week'),
        convert('working-session'), end('done'),
      ],
    },
  });
`;

describe('the rule book', () => {
  const waiver = `waive: [waive('J102', 'The launch week, agreed with sales.', '2027-01-31')],`;
  const check = (...args: string[]): Promise<Ran> => run('check', '--no-types', ...args);
  beforeEach(async () => {
    for (const file of ['course', 'trial', 'webinar']) await rm(join(dir, `journeys/${file}.ts`));
    await write('journeys/pushy.ts', pushy());
  });

  test('refuses a mail that asks everybody, with the way there, why, and how to mend it', async () => {
    const { code, out } = await check();
    expect(code).toBe(1);
    expect(out).toMatch(/^J102 {2}journeys\/pushy\.ts · pushy · awareness › working-session\n/);
    expect(out).toContain('enter by list → awareness › first-win → awareness › why-teams-stall →');
    expect(out).toMatch(/\n +Why: More than 99 % .*\n +→ Put it behind what shows intent/);
    expect(out).toMatch(/\n1 finding in 1 journeys, \d+ mails, .*\.\n$/);
  });

  test('is waived until the day that is named, and prints what is waived', async () => {
    await write('journeys/pushy.ts', pushy(waiver));
    const waived = await check('--today', '2027-01-31');
    expect(waived.code).toBe(0);
    expect(waived.out).toContain('Waived until 2027-01-31: The launch week, agreed with sales.');
    expect(waived.out).toMatch(/Nothing found in .*; 1 waived\.\n$/);
    const lapsed = await check('--today', '2027-02-01');
    expect(lapsed.code).toBe(1);
    expect(lapsed.out).toContain('It was waived until 2027-01-31');
  });

  test('finds a waiver that waives nothing', async () => {
    await write('journeys/pushy.ts', pushy(waiver).replace('convert(', 'educate('));
    const { code, out } = await check('--today', '2027-01-01');
    expect(code).toBe(1);
    expect(out).toMatch(/^W001 {2}journeys\/pushy\.ts · pushy/);
  });

  test('speaks Markdown for a pull request', async () => {
    const { code, out } = await check('--markdown');
    expect(code).toBe(1);
    expect(out).toMatch(/^### Findings\n\n- \*\*J102\*\* `journeys\/pushy\.ts · pushy · /);
  });

  test('takes no day that there is not', async () => {
    const { code, err } = await check('--today', '2027-02-30');
    expect(code).toBe(2);
    expect(err).toContain('no such day');
  });

  test('asks TypeScript unless told not to', async () => {
    await change('journeys/pushy.ts', "'first-win'", "'first-win', { until: 'soon' }");
    await change('journeys/pushy.ts', 'convert(', 'educate(');
    const codes = async (...args: string[]): Promise<readonly string[]> => {
      const { out } = await run('check', '--json', ...args);
      return (JSON.parse(out) as { findings: { code: string }[] }).findings.map(({ code }) => code);
    };
    expect(await codes('--no-types')).toEqual(['L000']);
    expect(await codes()).toEqual(['P002', 'L000']);
    expect(await codes('--types')).toEqual(['P002', 'L000']);
  });

  const goals = (by: string): string => `
    import { build, did, grow } from './language.ts';
    export const goals = [
      grow('handoff', {
        to: 120, per: 'quarter', by: '2027-03-31',
        keeping: { atLeast: 0.45, reach: 'selling', within: '14 days' },
      }),
      build('A first week worth telling', {
        proof: did('workspace.invited'), from: 0.22, to: 0.3, by: '${by}',
      }),
    ];
  `;

  test('holds goals to two horizons, and says them as sentences', async () => {
    await change('journeys/pushy.ts', 'convert(', 'educate(');
    await write('journeys/goals.ts', goals('2027-03-31'));
    const { out } = await check('--today', '2027-01-01');
    expect(out).toMatch(/^J202 {2}journeys\/goals\.ts · goals › 1\n/);
    expect(out).toMatch(
      /\nJ203 {2}journeys\/goals\.ts\n +No goal ends two quarters or more after 2027-01-01/,
    );
    expect((await run('goals')).out).toContain(
      'By 31 March 2027: 120 a quarter reach handoff, and of them at least 45 % reach selling within 14 days.\n',
    );
  });

  test('prints a goal that cannot be read, and the others', async () => {
    await write('journeys/goals.ts', goals('soon'));
    const { code, out } = await run('goals');
    expect(code).toBe(1);
    expect(out).toMatch(/^L051 {2}journeys\/goals\.ts · goals › 2 › by/);
    expect(out).toContain('By 31 March 2027');
  });
});

describe('types', () => {
  test('are up to date in the sample', async () => {
    expect(await run('types', '--check')).toMatchObject({ code: 0 });
  });

  test('are written when a mail is new', async () => {
    await mkdir(join(dir, 'templates/thanks'));
    await write('templates/thanks/mail.json', '{ "subject": "Thank you" }');
    await write('templates/thanks/mail.txt', 'Thank you for the {{ item }}.\n');
    await write('templates/thanks/sample.json', '{ "fill": { "item": "cake" } }');
    expect(await run('types', '--check')).toMatchObject({
      code: 1,
      out: 'templates/mails.gen.ts is out of date. Run: perennial types\n',
    });
    expect((await run('check')).out).toMatch(/T002/);
    expect(await run('types')).toMatchObject({ code: 0 });
    expect(await readFile(join(dir, 'templates/mails.gen.ts'), 'utf8')).toContain(
      'thanks: { item: string };',
    );
    expect(await run('types', '--check')).toMatchObject({ code: 0 });
  });
});

test('a journey may say a mail of a series, by both its names', async () => {
  await change('journeys/trial.ts', "educate('first-win')", "educate('field-notes/07-meetings')");
  expect((await run('check')).out).not.toMatch(/^[LPT]\d/m);
  await change('journeys/trial.ts', '07-meetings', '07-meeting');
  const { code, out } = await run('check');
  expect(code).toBe(1);
  expect(out).toMatch(/L020 .*Did you mean 'field-notes\/07-meetings'/s);
});

describe('preview', () => {
  test('shows a mail of a series by both its names', async () => {
    const file = join(dir, 'note.html');
    const { code, out } = await run('preview', 'field-notes/01-silence', '--out', file);
    expect(code).toBe(0);
    expect(out).toMatch(/^From: Ana Ferreira .*\nSubject: Field note: what silence means\n/);
    expect(await readFile(file, 'utf8')).toContain('Of the last thirty silences');
  });

  test('of a series tells which mails are in it', async () => {
    const { code, err } = await run('preview', 'product-notes');
    expect(code).toBe(2);
    expect(err).toContain('product-notes is a series. Name one of its mails: product-notes/01-');
  });

  test('shows a mail as the sample person reads it', async () => {
    const { code, out } = await run('preview', 'extend-your-trial', '--as', 'sample');
    expect(code).toBe(0);
    expect(out).toMatch(/^From: .*<.*@.*>\nSubject: .+\n\n/);
    expect(out).not.toMatch(/\{\{|undefined|NaN/);
  });

  test('writes the HTML where it is told to', async () => {
    const file = join(dir, 'mail.html');
    expect(await run('preview', 'first-win', '--out', file)).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toMatch(/^<!doctype html>.*<iframe .*sandbox=""/is);
  });

  test('of a mail that cannot be read it tells what is wrong', async () => {
    await write('templates/first-win/mail.json', '{}');
    const { code, err } = await run('preview', 'first-win');
    expect(code).toBe(1);
    expect(err).toMatch(/templates\/first-win\/mail\.json: .*subject/s);
    expect(err).not.toMatch(/It went wrong|^\s+at /m);
    expect(await run('preview', 'why-teams-stall')).toMatchObject({ code: 0 });
  });
});

test('journeys tells how one gets into them, also as data', async () => {
  expect((await run('journeys')).out).toMatch(/^course +by list, by sales +awareness → nurture/m);
  const data = JSON.parse((await run('journeys', '--json')).out) as readonly { journey: string }[];
  expect(data.map(({ journey }) => journey)).toEqual(['course', 'trial', 'webinar']);
});
