import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProspect } from '../../../store/find-prospect.ts';
import { ImportDesk } from '../../support/import-desk.ts';

const root = join(import.meta.dirname, '../../..');
const folder = process.env['PERENNIAL_DATA'] ?? join(root, '../shared/data');
const leads = join(folder, 'x-education-leads.csv');

describe.skipIf(!existsSync(leads))('the leads of X Education', { timeout: 60_000 }, () => {
  let desk: ImportDesk;
  beforeAll(async () => {
    desk = await ImportDesk.open();
    const map = await readFile(join(root, 'imports/x-education.json'), 'utf8');
    desk.maps.set('x-education', JSON.parse(map));
  });
  afterAll(() => desk.close());
  const bring = (query = {}) =>
    desk.bring(createReadStream(leads), { map: 'x-education', ...query });

  const whole = { read: 9240, new: 9240, changed: 0, unchanged: 0, refused: 0, refusals: [] };
  const unmailable = { suppressed: 752, withoutConsent: 0 };

  test('a dry run foretells what comes', async () => {
    expect(await bring({ dryRun: 'true' })).toEqual({ ...whole, ...unmailable, dryRun: true });
    expect(await desk.count('prospects')).toBe(0);
  });

  test('are all read, none is lost, and 752 are suppressed', async () => {
    expect(await bring()).toEqual({ ...whole, ...unmailable, dryRun: false });
    expect(await desk.count('prospects')).toBe(9240);
    expect(await desk.count('suppressions')).toBe(752);
    expect(await desk.count('consents')).toBe(9240 - 752);
  });

  test('twice change nothing', async () => {
    const before = await desk.count('events');
    const again = { ...whole, ...unmailable, new: 0, unchanged: 9240, dryRun: false };
    expect(await bring()).toEqual(again);
    expect(await desk.count('events')).toBe(before);
  });

  test('what they did not select is not known', async () => {
    const props = await desk.ctx.db.selectFrom('events').select('props').execute();
    const said = JSON.stringify(props);
    expect(said).not.toMatch(/"Select"|Other Cities|"unknown"/);
    expect(await findProspect(desk.ctx, { email: 'lead-660737@leads.example' })).toBeDefined();
  });
});
