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
    const { code, out } = await run('check');
    expect(out).toMatch(/^Nothing found in 3 journeys, \d+ mails, 1 import maps/);
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
    expect(out).toMatch(/T001 .*templates\/first-win/);
  });

  test('finds what is wrong with a mail of a series, in its own file', async () => {
    await change('templates/field-notes/03-handover/mail.txt', 'The best one', '{{ theBest }}');
    await write('templates/product-notes/mail.txt', 'A note.\n');
    const { code, out } = await run('check');
    expect(code).toBe(1);
    expect(out).toMatch(/T001 .*templates\/field-notes\/03-handover\/mail\.txt.*theBest/s);
    expect(out).toMatch(/T001 .*templates\/product-notes\b.*01-standing-still/s);
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
    expect(JSON.parse(out)).toMatchObject({
      findings: [{ code: 'I001', file: 'imports/x-education.json' }],
    });
  });

  test('of a house that cannot be read it tells why, and shows no stack', async () => {
    await write('journeys/house.ts', 'export const house = {;');
    const { code, out, err } = await run('check');
    expect(code).toBe(1);
    expect(`${out}${err}`).toMatch(/journeys\/house\.ts/);
    expect(`${out}${err}`).not.toMatch(/^\s+at /m);
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
  expect((await run('check')).out).toMatch(/^Nothing found/);
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
    expect(await readFile(file, 'utf8')).toMatch(/^<!doctype html>/i);
  });

  test('of a mail that cannot be read it tells what is wrong', async () => {
    await write('templates/first-win/mail.json', '{}');
    const { code, err } = await run('preview', 'first-win');
    expect(code).toBe(1);
    expect(err).toMatch(/templates\/first-win\/mail\.json: .*subject/s);
    expect(err).not.toMatch(/It went wrong|^\s+at /m);
  });
});

test('journeys tells how one gets into them, also as data', async () => {
  expect((await run('journeys')).out).toMatch(/^course +by list, by sales +awareness → nurture/m);
  const data = JSON.parse((await run('journeys', '--json')).out) as readonly { journey: string }[];
  expect(data.map(({ journey }) => journey)).toEqual(['course', 'trial', 'webinar']);
});
