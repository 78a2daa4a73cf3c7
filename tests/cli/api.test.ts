import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldSome } from '../../store/fold.ts';
import { perennial, type Ran } from '../support/perennial.ts';
import { SampleApi } from '../support/sample-api.ts';
import { startTestInbox, type TestInbox } from '../support/test-inbox.ts';

const root = join(import.meta.dirname, '../..');
let api: SampleApi;
let inbox: TestInbox;
let folder: string;
beforeAll(async () => {
  api = await SampleApi.start(root);
  inbox = await startTestInbox();
  folder = await mkdtemp(join(tmpdir(), 'perennial-cli-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await inbox.close();
  await api.close();
});

const run = (...args: string[]): Promise<Ran> => perennial(args, { env: api.env });
const json = async <T>(...args: string[]): Promise<T> =>
  JSON.parse((await run(...args, '--json')).out) as T;

const map = {
  address: 'E-mail',
  traits: { firstName: 'Name', employees: { column: 'Size', as: 'number' } },
  consents: [{ topics: ['courses'], basis: 'consent', source: 'fair' }],
  suppress: [{ when: 'row.Stop == "yes"', reason: 'asked' }],
};
const header = 'E-mail,Name,Size,Stop';
async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
const people = async (name: string, ...rows: string[]): Promise<readonly string[]> => [
  'import',
  await write(name, `${[header, ...rows].join('\n')}\n`),
  '--map',
  await write('people.json', JSON.stringify(map)),
];

describe('import', () => {
  test('prints what became of the rows, and of the people when they are enrolled', async () => {
    const file = await people('all.csv', 'ana@all.example,Ana,12,', 'ben@all.example,Ben,,yes');
    const { code, out } = await run(...file, '--enrol', 'course');
    expect(out).toMatch(/read +2\nnew +2\nchanged +0\nunchanged +0\nrefused +0\nsuppressed +1\n/);
    expect(out).toMatch(/Into course:\nenrolled +1\n.*suppressed +1\n/s);
    expect(code).toBe(0);
  });

  test('keeps refused rows to mend; mended, they go in', async () => {
    const file = await people(
      'mend.csv',
      'ana@mend.example,=1+1,12,',
      'cy at mend,Cy,many,',
      'di@mend.example,Di,+7',
    );
    const { code, out } = await run(...file);
    expect(out).toMatch(/refused +2\n/);
    expect(out).toMatch(/line 3: .*“many” is no number.*\n {2}line 4: it has 3 cells/);
    expect(code).toBe(1);
    const refused = join(folder, 'mend.refused.csv');
    expect(out).toContain(`Mend the refused rows in ${refused}`);
    const rows = await readFile(refused, 'utf8');
    expect(rows).toMatch(/^\uFEFFrefused_because,E-mail,Name,Size,Stop\r\n/);
    expect(rows).toContain("di@mend.example,Di,'+7\r\n");
    const mended = rows
      .replace('cy at mend,Cy,many', 'cy@mend.example,Cy,3')
      .replace("Di,'+7", "Di,'+7,");
    await writeFile(refused, mended);
    const again = await run('import', refused, '--map', join(folder, 'people.json'));
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toMatch(/read +2\nnew +2\n/);
    await foldSome(api.ctx, 100);
    expect(await json('find', 'di@mend.example')).toMatchObject({ traits: { employees: 7 } });
    expect(await json('find', 'ana@mend.example')).toMatchObject({ traits: { firstName: '=1+1' } });
  });

  test('rehearses with --dry-run: the same counts, nothing written, no file', async () => {
    const file = await people('dry.csv', 'ana@dry.example,Ana,12,', 'nobody,,,');
    const dry = await run(...file, '--dry-run');
    expect(dry.out).toMatch(/read +2\nnew +1\n.*refused +1\n.*Dry run: nothing was written\.\n$/s);
    expect(existsSync(join(folder, 'dry.refused.csv'))).toBe(false);
    expect(await run('find', 'ana@dry.example')).toMatchObject({
      code: 1,
      err: 'There is no prospect with this address.\n',
    });
  });

  test('prints one JSON value when asked to', async () => {
    const file = await people('json.csv', 'ana@json.example,Ana,12,');
    expect(await json(...file)).toMatchObject({ read: 1, new: 1, dryRun: false, refusals: [] });
  });

  test.each([
    [
      'a column that is not there',
      ['E-mail,Nam,Size,Stop', 'x@y.example,X,1,'],
      /“Name” \(nearest: “Nam”\)/,
    ],
    ['no rows and no header', [], /empty/],
  ])('refuses %s in one line', async (_, lines, said) => {
    const path = await write('bad.csv', lines.join('\n'));
    const { code, out, err } = await run('import', path, '--map', join(folder, 'people.json'));
    expect(err).toMatch(said);
    expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 1, out: '', lines: 2 });
  });

  test('names the maps there are when it is asked for another', async () => {
    const { code, err } = await run('import', 'package.json', '--map', 'x-educaton');
    expect(err).toMatch(/Did you mean “x-education”/);
    expect(code).toBe(1);
  });
});

describe('about one person', () => {
  beforeAll(async () => {
    await run(...(await people('one.csv', 'ana@one.example,Ana,12,', 'ben@one.example,Ben,1,yes')));
    await foldSome(api.ctx, 100);
  });

  test('find tells who they are', async () => {
    const { code, out } = await run('find', 'Ana@ONE.example');
    expect(out).toMatch(/firstName +Ana\n.*consent +courses: consent/s);
    expect(code).toBe(0);
  });

  test('enrol lets them in once, leave takes them out, explain tells both', async () => {
    const enrol = ['enrol', 'course', '--email', 'ana@one.example'];
    expect((await run(...enrol)).out).toBe('Enrolled.\n');
    expect((await run(...enrol)).out).toBe('They are in it already.\n');
    const left = await run('leave', 'ana@one.example', '--reason', 'bad-fit');
    expect(left).toMatchObject({ code: 0, out: 'Out of 1 journey.\n' });
    const { out } = await run('explain', 'ana@one.example');
    expect(out).toMatch(/\d{4}-.*course/);
    expect(out.trim().split('\n').length).toBeGreaterThanOrEqual(3);
  });

  test('who may not be mailed is not enrolled, and one is told why', async () => {
    const { code, err } = await run('enrol', 'course', '--email', 'ben@one.example');
    expect(err).toMatch(/suppressed: asked/);
    expect(code).toBe(1);
  });

  test('of a journey that is none the nearest is told', async () => {
    const { code, err } = await run('enrol', 'corse', '--email', 'ana@one.example');
    expect(err).toMatch(/Did you mean “course”/);
    expect(code).toBe(1);
  });

  test('who stands still by no fault needs no repair', async () => {
    expect(await run('repair', 'ana@one.example')).toMatchObject({
      code: 0,
      out: 'They were not faulted.\n',
    });
  });

  test('a mail can be previewed as them', async () => {
    const { out } = await run('preview', 'first-win', '--as', 'ana@one.example');
    expect(out).toMatch(/Ana/);
  });
});

describe('for all', () => {
  test('enrol --all tells what became of everybody', async () => {
    const { code, out } = await run('enrol', 'course', '--all');
    expect(out).toMatch(
      /^enrolled +\d+\nalready in it +\d+\nsuppressed +\d+\nwithout consent +\d+/,
    );
    expect(code).toBe(0);
  });

  test('handoffs lists none where none was offered; an unknown one is said to be', async () => {
    expect(await run('handoffs')).toMatchObject({ code: 0, out: 'There are none.\n' });
    const id = '7d9f1a5e-26a1-4a8e-9d5f-0d3d3a1f0c11';
    const { code, err } = await run('handoffs', 'accept', id, '--rep', 'rosa');
    expect(err).toMatch(/no handoff with this id/);
    expect(code).toBe(1);
  });

  test('tasks lists none where none was given; an unknown one is said to be', async () => {
    const none = await run('tasks', '--for', 'rosa', '--json');
    expect(JSON.parse(none.out)).toEqual({ tasks: [], next: null });
    expect(await run('tasks')).toMatchObject({ code: 0, out: 'There are none.\n' });
    const id = '7d9f1a5e-26a1-4a8e-9d5f-0d3d3a1f0c11';
    const { code, err } = await run('tasks', 'done', id, '--rep', 'rosa', '--note', 'rang');
    expect(err).toMatch(/no task with this id/);
    expect(code).toBe(1);
  });

  test('replies lists none where nobody answered; an unknown one is said to be', async () => {
    const none = await run('replies', '--for', 'rosa', '--json');
    expect(JSON.parse(none.out)).toEqual({ replies: [], next: null });
    expect(await run('replies')).toMatchObject({ code: 0, out: 'There are none.\n' });
    const id = '7d9f1a5e-26a1-4a8e-9d5f-0d3d3a1f0c11';
    const { code, err } = await run('replies', 'decide', id, 'go-on', '--by', 'Ana');
    expect(err).toMatch(/no answer with this id/);
    expect(code).toBe(1);
  });

  test('journeys tells how many are in each', async () => {
    expect((await run('journeys')).out).toMatch(/^course +\d+ in it +by list/m);
  });

  test('doctor says what is up', async () => {
    await api.reportWorker();
    const { code, out } = await run('doctor');
    expect(out).toMatch(/^ok +API: the demo world\nok +database and workers: 1 alive/);
    expect(code).toBe(0);
  });

  test('doctor reaches for the Temporal and the mail server of the environment', async () => {
    const nobody = '127.0.0.1:1';
    const env = { ...api.env, TEMPORAL_ADDRESS: nobody, SMTP_URL: 'smtp://127.0.0.1' };
    const { out } = await perennial(['doctor'], { env });
    expect(out).toMatch(
      /^FAIL +Temporal: .*ECONNREFUSED.*\nFAIL +mail server: .*ECONNREFUSED 127\.0\.0\.1:587$/m,
    );
  });

  test('doctor says when the log that is to be asked about mails cannot be read', async () => {
    const env = { ...api.env, PERENNIAL_EVIDENCE: 'postfix:/nowhere/mail.log' };
    const { code, out } = await perennial(['doctor'], { env });
    expect(out).toMatch(/^FAIL +evidence: the log of the mail server cannot be read \(ENOENT\)$/m);
    expect(code).toBe(1);
  });

  test('a key of nobody is refused', async () => {
    const env = { ...api.env, PERENNIAL_API_KEY: 'pk_demo_nobody' };
    const { code, err } = await perennial(['handoffs'], { env });
    expect(err).toMatch(/key/);
    expect(code).toBe(1);
  });
});

describe('send-test', () => {
  const send = (env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> =>
    sendMail('first-win', env, args);
  const sendMail = (
    mail: string,
    env: Readonly<Record<string, string>>,
    args: readonly string[],
  ): Promise<Ran> =>
    perennial(['send-test', mail, ...args], { env: { ...api.env, SMTP_URL: inbox.url, ...env } });

  test('sends to whom safe mode allows', async () => {
    const { code, out } = await send(
      { PERENNIAL_MAIL: '@team.example' },
      '--to',
      'me@team.example',
    );
    expect(out).toMatch(/^Sent to me@team\.example: /);
    expect(code).toBe(0);
    expect(inbox.mails.map(({ to }) => to)).toEqual(['me@team.example']);
  });

  test('sends a mail of a series too', async () => {
    const to = ['--to', 'reader@team.example'];
    const sent = await sendMail('field-notes/07-meetings', { PERENNIAL_MAIL: '@team.example' }, to);
    expect(sent).toMatchObject({ code: 0 });
    expect(inbox.mails.at(-1)).toMatchObject({
      to: 'reader@team.example',
      subject: 'Field note: the meeting that nobody misses',
    });
  });

  test('sends to nobody else, and says how it would', async () => {
    const before = inbox.mails.length;
    const { code, err } = await send({ PERENNIAL_MAIL: '' }, '--to', 'me@team.example');
    expect(err).toMatch(/Safe mode: me@team\.example is not on the list.*PERENNIAL_MAIL/);
    expect(code).toBe(1);
    expect(inbox.mails).toHaveLength(before);
  });

  test('says when the mail server cannot be reached', async () => {
    const env = { PERENNIAL_MAIL: 'live', SMTP_URL: 'smtp://127.0.0.1:1' };
    const { code, err } = await send(env, '--to', 'me@team.example');
    expect(err).toMatch(/It was not sent \(unsent\): .*ECONNREFUSED/);
    expect(code).toBe(1);
  });
});
