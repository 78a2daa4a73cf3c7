import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { codes } from '../../core/check/codes.ts';
import { mailCodes } from './mail-codes.ts';
import { problemsOf } from './mail-project.ts';

const twins = Object.entries(mailCodes);

test.each(twins)('%s is found, and nothing else with it', async (code, { fails, known }) => {
  const problems = await problemsOf(fails, known);
  expect([...new Set(problems.map((problem) => problem.code))]).toEqual([code]);
  expect(problems.every(({ file, mend }) => file !== '' && mend.length > 10)).toBe(true);
});

test.each(twins)('%s is not found in its twin', async (_, { passes, known }) => {
  expect(await problemsOf(passes, known)).toEqual([]);
});

test('docs/mails.md has each code, in the words of the check', async () => {
  const page = await readFile(new URL('../../docs/mails.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (T\d{3}) +\| (.*?) +\|/gm)].map(([, code, says]) => [
    code,
    says,
  ]);
  expect(rows).toEqual(Object.entries(codes).filter(([code]) => code.startsWith('T')));
});
