import { describe, expect, test } from 'vitest';
import { freePort } from '../../dev/free-port.ts';
import { perennial } from '../support/perennial.ts';

describe.concurrent('called wrongly, it says so in a line, and exits with 2', () => {
  test.each([
    [['imprt', 'x.csv'], /unknown command 'imprt' \(Did you mean import\?\)/],
    [['import', 'x.csv'], /--map/],
    [['import'], /--map|file/],
    [
      ['import', 'nowhere.csv', '--map', 'x-education'],
      /nowhere\.csv cannot be read: there is no such file/,
    ],
    [['import', '.', '--map', 'x-education'], /is no file/],
    [['import', 'package.json', '--map', 'nowhere.json'], /map nowhere\.json cannot be read/],
    [['enrol', 'course'], /--all, or --email/],
    [['enrol', 'course', '--all', '--email', 'ana@x.example'], /--all, or --email/],
    [['journeys', '--world', 'moon'], /demo, real/],
    [['journeys', '--project', 'tests'], /is no project: it has no journeys\/house\.ts/],
    [['preview', 'course-welcom'], /Did you mean “course-welcome”/],
    [
      ['preview', 'course-welcome', '--as', 'ana'],
      /no persona personas\/ana\.json.*ines, jonas, mara/,
    ],
    [['draw', 'trail'], /Did you mean “trial”\? There are: course, trial, webinar/],
    [['draw', 'trial', '--svg', '--mermaid'], /cannot be used with/],
    [['explain', 'trail'], /Did you mean “trial”/],
    [['send-test', 'course-welcome', '--to', 'ana'], /“ana” is no e-mail address/],
    [['handoffs', 'accept', 'x'], /--rep/],
    [['hold'], /--reason/],
    [['journeys', '--nope'], /unknown option '--nope'/],
  ])('%j', async (args, said) => {
    const { code, out, err } = await perennial(args);
    expect(err).toMatch(said);
    expect(err).not.toMatch(/^\s+at /m);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('without a verb it tells what there is', async () => {
    const { code, out, err } = await perennial([]);
    expect(`${out}${err}`).toMatch(/import .*\n.*enrol/s);
    expect(code).toBe(2);
  });
});

test('asked for help, it helps, and exits with 0', async () => {
  const { code, out } = await perennial(['import', '--help']);
  expect(code).toBe(0);
  expect(out).toMatch(/--dry-run/);
});

describe('where nothing runs', () => {
  test('it says how to start it', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const { code, err } = await perennial(['find', 'ana@x.example'], {
      env: { PERENNIAL_URL: url, PERENNIAL_API_KEY: 'pk_demo_x' },
    });
    expect(err).toBe(`${url} cannot be reached: nothing listens there. Start it with: npm start\n`);
    expect(code).toBe(1);
  });

  test('an address without a key is no way in', async () => {
    const env = { PERENNIAL_URL: 'http://127.0.0.1:1', PERENNIAL_API_KEY: '' };
    expect(await perennial(['find', 'ana@x.example'], { env })).toMatchObject({
      code: 2,
      err: 'PERENNIAL_URL is set, PERENNIAL_API_KEY is not.\n',
    });
  });
});
