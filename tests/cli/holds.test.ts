import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeHold } from '../../store/holds.ts';
import { AN_ANSWER } from '../../store/put-hold.ts';
import { putProspect } from '../../store/put-prospect.ts';
import { perennial, type Ran } from '../support/perennial.ts';
import { SampleApi } from '../support/sample-api.ts';

let api: SampleApi;
beforeAll(async () => {
  api = await SampleApi.start(join(import.meta.dirname, '../..'));
});
afterAll(() => api.close());

const run = (...args: string[]): Promise<Ran> => perennial(args, { env: api.env });

test('a hold stops everything once, and is released', async () => {
  expect((await run('hold', '--reason', 'wrong price')).out).toMatch(/^Nothing leaves any more/);
  expect((await run('hold', '--reason', 'again')).out).toMatch(/stands already/);
  expect((await run('release')).out).toBe('Released: wrong price\n');
  expect((await run('release')).out).toBe('No hold stands.\n');
});

test('what is held is listed, and one hold alone is released by its id', async () => {
  expect((await run('holds')).out).toBe('No hold stands.\n');
  await run('hold', '--reason', 'wrong price');
  await run('hold', '--journey', 'course', '--reason', 'a typo');
  const { out } = await run('holds', '--json');
  const { holds } = JSON.parse(out) as { holds: readonly { id: string; scope: string }[] };
  const idOf = (of: string): string => holds.find(({ scope }) => scope === of)?.id ?? '';
  expect((await run('holds')).out).toContain(`${idOf('journey')}  journey course`);
  expect((await run('release', idOf('all'), '--journey', 'course')).err).toMatch(/not both/);
  expect((await run('release', idOf('all'))).out).toBe('Released: wrong price\n');
  expect((await run('holds')).out).toMatch(/ {2}journey course +.* a typo\n$/);
  expect((await run('release', idOf('all'))).out).toBe('No hold stands.\n');
  await run('release', idOf('journey'));
});

test('a hold on a scope stops that, and is released by the same words', async () => {
  const step = ['--journey', 'course', '--step', 'nowhere.step'];
  expect((await run('hold', ...step, '--reason', 'x')).err).toMatch(/has no step “nowhere\.step”/);
  const held = await run('hold', '--journey', 'course', '--reason', 'a typo');
  expect(held.out).toBe(
    'Nothing of this journey leaves any more. Let mail go with: perennial release --journey course\n',
  );
  expect((await run('release', '--journey', 'trial')).out).toBe('No hold stands.\n');
  expect((await run('release', '--journey', 'course')).out).toBe('Released: course: a typo\n');
});

test('a release of all holds leaves those alone that wait for a decision on an answer', async () => {
  const { id } = await putProspect(api.ctx, { email: 'ana@one.example', source: 'test' });
  const answered = { scope: 'prospect', of: id, reason: 'they answered', by: AN_ANSWER } as const;
  await placeHold(api.ctx, answered);
  await run('hold', '--reason', 'wrong price');
  const [released, undecided] = (await run('release')).out.trimEnd().split('\n');
  expect(released).toBe('Released: wrong price');
  expect(undecided).toBe('1 answered, and wait: see perennial replies');
  expect((await run('release', '--prospect', 'ana@one.example')).out).toBe(
    `Released: ${id}: they answered\n`,
  );
});
