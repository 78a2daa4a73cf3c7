import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findProspect } from '../../../store/find-prospect.ts';
import { foldSome } from '../../../store/fold.ts';
import { header, ImportDesk } from '../../support/import-desk.ts';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
  await desk.publishJourney();
});
afterAll(() => desk.close());

/** Addresses that no other test has. */
let nth = 0;
beforeEach(() => {
  nth += 1;
});
const at = (who: string): string => `${who}@t${nth}.example`;
const file = (...rows: string[]): string => `${[header, ...rows].join('\n')}\n`;
const none = {
  read: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  refused: 0,
  suppressed: 0,
  withoutConsent: 0,
};

describe('a row becomes a prospect', () => {
  test('with traits, a consent and an address that may be written to', async () => {
    const counts = await desk.bring(file(`${at('ana')},Ana,pune,12,no`));
    expect(counts).toEqual({ ...none, read: 1, new: 1, dryRun: false, refusals: [] });
    await foldSome(desk.ctx);
    const ana = await findProspect(desk.ctx, { email: at('ana') });
    expect(ana).toMatchObject({
      traits: { name: 'Ana', city: 'Pune', employees: 12 },
      consents: [{ topic: 'tips', basis: 'consent', source: 'fair' }],
    });
    expect(ana?.suppressed).toBeUndefined();
  });

  test('who is not to be written to is suppressed, with the reason', async () => {
    const counts = await desk.bring(file(`${at('ben')},Ben,Pune,12,yes`));
    expect(counts).toMatchObject({ new: 1, suppressed: 1, withoutConsent: 0 });
    const ben = await findProspect(desk.ctx, { email: at('ben') });
    expect(ben).toMatchObject({ suppressed: { reason: 'asked' }, consents: [] });
  });

  test('an empty cell, and one that says the unknown word, say nothing', async () => {
    await desk.bring(file(`${at('cy')},,Select,,no`));
    await foldSome(desk.ctx);
    expect((await findProspect(desk.ctx, { email: at('cy') }))?.traits).toEqual({});
  });

  test('whoever consented to nothing is kept, and counted as not mailable', async () => {
    desk.maps.set('silent', { address: 'E-mail' });
    const counts = await desk.bring(file(`${at('di')},Di,,,`), { map: 'silent' });
    expect(counts).toMatchObject({ new: 1, withoutConsent: 1, suppressed: 0 });
  });
});

describe('the form of the file does not matter', () => {
  test.each([
    ['a mark at the beginning', (text: string) => `\uFEFF${text}`],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['commas at the ends', (text: string) => text.replaceAll('\n', ',\n')],
    ['a comma at the end of rows only', (text: string) => text.replaceAll('no\n', 'no,\n')],
    ['no newline at the end', (text: string) => text.trimEnd()],
  ])('%s', async (_, change) => {
    const counts = await desk.bring(change(file(`${at('ana')},Ana,Pune,12,no`)));
    expect(counts).toMatchObject({ read: 1, new: 1, refused: 0 });
  });

  test('a cell may hold commas, quotes and newlines', async () => {
    await desk.bring(
      file(`${at('ana')},"Ana ""A"", the\nfirst",Pune,12,no`, `${at('ben')},Ben,,,no`),
    );
    await foldSome(desk.ctx);
    const ana = await findProspect(desk.ctx, { email: at('ana') });
    expect(ana?.traits['name']).toBe('Ana "A", the\nfirst');
  });
});

describe('a row that is no good is refused with its line, and nothing else is', () => {
  test.each([
    ['too few cells', () => 'x@y.example,X', /has 2 cells where the header has 5/],
    ['too many cells', () => `${at('x')},X,Pune,12,no,more`, /6 cells.*lack its quotes/],
    ['no address', () => ',X,Pune,12,no', /no address/],
    ['no e-mail address', () => 'ann at home,X,Pune,12,no', /“ann at home” is no e-mail address/],
    ['no number', () => `${at('x')},X,Pune,many,no`, /employees: “many” is no number/],
    ['what the house does not take', () => `${at('x')},X,Pune,0,no`, /is no number of people/],
    ['quotes that do not pair up', () => `${at('x')},"X"y,Pune,1,no`, /quotes do not pair up/],
    ['a NUL', () => `${at('x')},X\0,Pune,1,no`, /NUL/],
  ])('%s', async (_, bad, reason) => {
    const counts = await desk.bring(file(`${at('ana')},Ana,,,no`, bad(), `${at('ben')},Ben,,,no`));
    expect(counts).toMatchObject({ read: 3, new: 2, refused: 1 });
    expect(counts.refusals).toHaveLength(1);
    expect(counts.refusals[0]?.line).toBe(3);
    expect(counts.refusals[0]?.reason).toMatch(reason);
  });

  test('all that is wrong with it is said at once', async () => {
    const { refusals } = await desk.bring(file('nobody,X,Pune,many,no'));
    expect(refusals[0]?.reason).toMatch(/many.*; .*nobody/);
  });

  test('the line is where the row begins, also behind newlines in quotes', async () => {
    const { refusals } = await desk.bring(file(`${at('ana')},"A\n\nn\na",,,no`, 'nobody,,,,'));
    expect(refusals[0]?.line).toBe(6);
  });

  test('a cut through a letter in Liquid refuses the row', async () => {
    desk.maps.set('cut', {
      address: 'E-mail',
      traits: { name: '{{ row.Name | split: "" | first }}' },
    });
    const { refusals } = await desk.bring(file(`${at('ana')},😀na,,,no`), { map: 'cut' });
    expect(refusals[0]?.reason).toMatch(/half a letter/);
  });
});

describe('the same again', () => {
  const people = () => file(`${at('ana')},Ana,Pune,12,no`, `${at('ben')},Ben,,,yes`);

  test('the same file twice changes nothing', async () => {
    await desk.bring(people());
    const before = await desk.count('events');
    expect(await desk.bring(people())).toMatchObject({ read: 2, new: 0, changed: 0, unchanged: 2 });
    expect(await desk.count('events')).toBe(before);
  });

  test('what changed is changed, and no more', async () => {
    await desk.bring(people());
    const again = await desk.bring(people().replace('Pune', 'Goa'));
    expect(again).toMatchObject({ changed: 1, unchanged: 1 });
    await foldSome(desk.ctx);
    expect((await findProspect(desk.ctx, { email: at('ana') }))?.traits['city']).toBe('Goa');
  });

  test('who stands in a file twice and says the same is one prospect', async () => {
    const twice = file(
      `${at('ana')},Ana,,,no`,
      `${at('ana').toUpperCase()},Ana,,,no`,
      `${at('ana')},Ana,,,no`,
    );
    expect(await desk.bring(twice)).toMatchObject({ read: 3, new: 1, unchanged: 2, refused: 0 });
  });

  test('who contradicts themselves is refused with the other line, each time', async () => {
    const torn = file(`${at('ana')},Ana,,,no`, `${at('ana')},Anna,,,no`);
    expect(await desk.bring(torn)).toMatchObject({ read: 2, new: 1, refused: 1 });
    const again = await desk.bring(torn);
    expect(again).toMatchObject({ read: 2, unchanged: 1, changed: 0, refused: 1 });
    expect(again.refusals[0]?.reason).toMatch(/line 2 has the same address and says otherwise/);
  });
});

describe('a dry run', () => {
  test('counts as the real one does, and writes nothing', async () => {
    const rows = Array.from(
      { length: 1200 },
      (_, n) => `${at(`p${n % 1100}`)},P${n % 1150},,${n % 7},${n % 5 ? 'no' : 'yes'}`,
    );
    const before = [await desk.count('prospects'), await desk.count('suppressions')];
    const dry = await desk.bring(file(...rows), { dryRun: 'true' });
    expect([await desk.count('prospects'), await desk.count('suppressions')]).toEqual(before);
    const real = await desk.bring(file(...rows));
    expect({ ...real, dryRun: true }).toEqual(dry);
    expect(real.refused).toBeGreaterThan(0);
  });

  test('enrols nobody', async () => {
    const before = await desk.count('entries');
    await desk.bring(file(`${at('ana')},Ana,,,no`), { dryRun: 'true', enrol: 'small' });
    expect(await desk.count('entries')).toBe(before);
  });
});

describe('enrolling', () => {
  test('takes the people of the file who may be mailed, and nobody else', async () => {
    await desk.bring(file(`${at('other')},Other,,,no`));
    const people = file(`${at('ana')},Ana,,,no`, `${at('ben')},Ben,,,yes`, 'nobody,,,,');
    const { enrolled } = await desk.bring(people, { enrol: 'small' });
    expect(enrolled).toEqual({
      journey: 'small',
      enrolled: 1,
      already: 0,
      suppressed: 1,
      withoutConsent: 0,
      refused: 0,
    });
    expect((await findProspect(desk.ctx, { email: at('ana') }))?.entries).toHaveLength(1);
    expect((await findProspect(desk.ctx, { email: at('other') }))?.entries).toHaveLength(0);
    const again = await desk.bring(people, { enrol: 'small' });
    expect(again.enrolled).toMatchObject({ enrolled: 0, already: 1 });
  });

  test('an unknown journey is refused before anything is written', async () => {
    const answer = await desk.refused(file(`${at('ana')},Ana,,,no`), { enrol: 'smal' });
    expect(answer).toMatchObject({ status: 422, code: 'unknown-journey' });
    expect(answer.detail).toMatch(/Did you mean “small”/);
    expect(await findProspect(desk.ctx, { email: at('ana') })).toBeUndefined();
  });
});
