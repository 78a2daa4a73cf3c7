import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { perennial, type Ran, sampleProject } from '../support/perennial.ts';

let dir: string;
beforeEach(async () => {
  dir = await sampleProject();
  return () => rm(dir, { recursive: true });
});
const simulate = (...args: string[]): Promise<Ran> =>
  perennial(['simulate', ...args, '--project', dir]);

describe('simulate', () => {
  test('prints a year of mails and why, at most 100 characters wide, and the same bytes again', async () => {
    const { code, out } = await simulate('trial', '--as', 'mara');
    expect(code).toBe(0);
    expect(out).toMatch(/^Mon 11 Jan 2027 10:30 {2}is {7}firstName: Mara/m);
    expect(out).toMatch(/^ {23}educate {2}first-win$/m);
    expect(out).toMatch(/handoff {2}Rosa Lindgren rejects: not-ready \(nobody sells for 90 days\)/);
    expect(out).toMatch(/handoff {2}Tomás Oduya accepts/);
    expect(out).toMatch(/^mails +\d+: \d+ educate, \d+ convert \(\d+ % educate\)$/m);
    expect(out).toMatch(/^how it ended +trial ended as won on /m);
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(out).not.toContain('\u001B');
    expect((await simulate('trial', '--as', 'mara')).out).toBe(out);
  });

  test('nobody sells to somebody who only reads', async () => {
    const { out } = await simulate('trial', '--as', 'jonas', '--json');
    const { summary } = JSON.parse(out) as { summary: Record<string, unknown> };
    expect(summary).toMatchObject({
      touches: { convert: 0 },
      educateShare: 1,
      handoffs: { offered: 0 },
      ends: [],
      standing: [{ journey: 'trial' }],
    });
  });

  test('says that they never came into the journey that was asked for', async () => {
    const { out } = await simulate('webinar', '--as', 'ines');
    expect(out).toContain('they never came into webinar');
    expect((await simulate('trial', '--as', 'ines')).out).not.toContain('never came into');
  });

  test('begins on the day that is asked for, at the hour of their story, for so many days', async () => {
    const { out } = await simulate(
      'trial',
      '--as',
      'ines',
      '--from',
      '2028-07-03',
      '--days',
      '2',
      '--json',
    );
    const { from, to, zone } = JSON.parse(out) as Record<string, string>;
    expect([from, to, zone]).toEqual([
      '2028-07-03T08:05:00.000Z',
      '2028-07-05T08:05:00.000Z',
      'Europe/Lisbon',
    ]);
  });

  test('writes a page that needs nothing else', async () => {
    const file = join(dir, 'mara.html');
    const { code, out } = await simulate('trial', '--as', 'mara', '--html', file);
    expect([code, out]).toEqual([0, '']);
    const page = await readFile(file, 'utf8');
    expect(page).toContain('<h1>Mara Okafor</h1>');
    expect(page).toMatch(/<b>first-win<\/b>/);
    expect(page).not.toMatch(/<script|<link|src=|url\(|https?:/);
  });

  test('a name is text on the page, whatever stands in it', async () => {
    const persona = { name: '<b>Eve</b>', email: 'eve@acme.example' };
    await writeFile(join(dir, 'personas/eve.json'), JSON.stringify(persona));
    const file = join(dir, 'eve.html');
    await simulate('course', '--as', 'eve', '--html', file);
    expect(await readFile(file, 'utf8')).toContain('<h1>&lt;b&gt;Eve&lt;/b&gt;</h1>');
  });

  test('tells who does not know the names what there is, and what was probably meant', async () => {
    const wrong = await simulate('trail', '--as', 'mara');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toMatch(
      /no journey ‘trail’\. Did you mean “trial”\? There are: course, trial/,
    );
    const nobody = await simulate('trial', '--as', 'marra');
    expect(nobody.code).toBe(2);
    expect(nobody.err).toMatch(
      /personas\/marra\.json\. Did you mean “mara”\? There are: ines, jonas/,
    );
    await rm(join(dir, 'personas'), { recursive: true });
    expect((await simulate('trial', '--as', 'mara')).err).toMatch(
      /There are none yet: write personas\/NAME\.json/,
    );
    expect((await simulate('trial', '--as', 'mara', '--days', '0')).code).toBe(2);
    expect((await simulate('trial', '--as', 'mara', '--from', '2027-02-30')).code).toBe(2);
  });

  test('plays nobody who does what the house does not know; check finds them too', async () => {
    const persona = { name: 'Eve', email: 'eve@acme.example', does: [{ event: 'pricing.veiwed' }] };
    await writeFile(join(dir, 'personas/eve.json'), JSON.stringify(persona));
    const played = await simulate('trial', '--as', 'eve');
    expect(played.code).toBe(1);
    expect(played.err).toMatch(/S002 {2}personas\/eve\.json · does\.0/);
    const checked = await perennial(['check', '--project', dir]);
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(/S002 {2}personas\/eve\.json · does\.0/);
  });
});
