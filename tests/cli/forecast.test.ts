import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { liveAll } from '../../cli/forecast/crowd.ts';
import { forecastOf } from '../../simulator/forecast/forecast.ts';
import { worldOf } from '../../simulator/forecast/world.ts';
import { perennial, type Ran, sampleProject } from '../support/perennial.ts';
import { lively, planOf } from '../support/small-crowd.ts';

const root = join(import.meta.dirname, '../..');
/** As much of the model as the tests break. */
type Model = {
  leadsTo: { event: string }[];
  sales: { answers: { otherwise: { reject: Record<string, number> } } };
  everyone: { traits: Record<string, unknown> };
  segments: Record<string, { share: number }>;
  arrivals: Record<string, unknown>;
};
type Said = { behaviour: { market: { entersPerMonth: number } }; daily: { educate: number[] } };

let dir: string;
beforeEach(async () => {
  dir = await sampleProject();
  await cp(join(root, 'forecast.json'), join(dir, 'forecast.json'));
  return () => rm(dir, { recursive: true });
});
const run = (...args: string[]): Promise<Ran> => perennial(['forecast', ...args, '--project', dir]);

test('a crowd does the same in one thread and in three', async () => {
  const plan = planOf(lively, 700);
  const [one, three] = await Promise.all([1, 3].map((threads) => liveAll(plan, { threads })));
  if (one === undefined || three === undefined) throw new Error('somebody did not live');
  const world = worldOf(plan);
  expect(JSON.stringify(forecastOf(world, three))).toBe(JSON.stringify(forecastOf(world, one)));
  expect(one.counts.people).toBe(700);
});

describe('forecast', () => {
  test('prints the same bytes for the same seed, no line wider than 100, with what it assumed', async () => {
    const [a, b] = await Promise.all([
      run('trial', '--people', '120', '--threads', '1'),
      run('trial', '--people', '120'),
    ]);
    expect(a.code).toBe(0);
    expect(b.out).toBe(a.out);
    expect(Math.max(...a.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(a.out).toMatch(
      /^trial · 120 people · 2027-01-01 to 2027-12-31 · seed 1 · forecast\.json/,
    );
    expect(a.out).toContain('Assumed by forecast.json');
    expect(a.out).toMatch(/n < 30/);
  });

  test('says all of it as JSON, with the model it used', async () => {
    const { out } = await run('course', '--people', '30', '--months', '2', '--json');
    const said = JSON.parse(out) as Said;
    expect(said).toMatchObject({
      journey: 'course',
      people: 30,
      model: 'forecast.json',
      to: '2027-02-28',
    });
    expect(said.behaviour.market.entersPerMonth).toBe(0.017);
    expect(said.daily.educate).toHaveLength(59);
  });

  test('writes a page that needs nothing else', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'perennial-')), 'page.html');
    const { code, err } = await run('webinar', '--people', '40', '--html', file);
    expect(code).toBe(0);
    expect(err).toContain(file);
    const page = await readFile(file, 'utf8');
    expect(page).not.toMatch(/<script|https?:\/\/|src=/);
    expect(page).toContain('Handoffs a week');
  });

  const model = async (change: (model: Model) => void): Promise<void> => {
    const said = JSON.parse(await readFile(join(dir, 'forecast.json'), 'utf8')) as Model;
    change(said);
    await writeFile(join(dir, 'forecast.json'), JSON.stringify(said));
  };

  test('tells what a model names that is not there, and what was meant', async () => {
    await model((said) => {
      said.leadsTo = said.leadsTo.map((one, i) =>
        i === 0 ? { ...one, event: 'workspace.invitd' } : one,
      );
      said.sales.answers.otherwise.reject['no-bugdet'] = 0.01;
      said.everyone.traits['employees'] = { many: 1 };
    });
    const { code, err } = await run('trial');
    expect(code).toBe(1);
    expect(err).toMatch(/F002 .*leadsTo\.0.*workspace\.invited/s);
    expect(err).toMatch(/Did you mean ‘no-budget’/);
    expect(err).toMatch(/everyone\.traits\.employees/);
    const checked = await perennial(['check', '--project', dir]);
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(/F002 .*forecast\.json.*workspace\.invited/s);
  });

  test('tells of shares that are more than the whole', async () => {
    await model((said) => {
      said.segments['users'] = { share: 0.8 };
    });
    const { code, err } = await run('trial');
    expect(code).toBe(1);
    expect(err).toMatch(/F001 .*segments.*together more than 1/s);
  });

  test('asks how people come in where the model does not say', async () => {
    await model((said) => {
      delete said.arrivals['trial'];
    });
    const { code, err } = await run('trial');
    expect(code).toBe(1);
    expect(err).toContain('how people come into trial');
  });

  test('says where a model comes from when there is none', async () => {
    await rm(join(dir, 'forecast.json'));
    const { code, err } = await run('trial');
    expect(code).toBe(2);
    expect(err).toContain('no model forecast.json');
  });
});
