import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { header, ImportDesk } from '../../support/import-desk.ts';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterAll(() => desk.close());

const nasty = fc
  .array(
    fc.constantFrom(
      ',',
      '"',
      '\n',
      '\r\n',
      "'",
      '=',
      ';',
      'ä',
      '😀',
      'x',
      ' ',
      '\t',
      '{{',
      '%}',
      '\u2028',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const word = fc.oneof(nasty, fc.string({ maxLength: 12, unit: 'binary' }), fc.constant('Select'));
const address = fc.oneof(
  fc.nat(40).map((n) => `p${n}@north.example`),
  fc.string({ maxLength: 8 }),
);
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const row = fc
  .tuple(
    address,
    word,
    word,
    fc.oneof(word, fc.nat(9).map(String)),
    fc.constantFrom('yes', 'no', ''),
  )
  .map((cells) => cells.map(quoted).join(','));

test('of well-formed rows, whatever is in them, none is lost, and the same again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
      const file = [header, ...rows].join('\n').toWellFormed();
      const dry = await desk.bring(file, { dryRun: 'true' });
      const first = await desk.bring(file);
      expect({ ...first, dryRun: true }).toEqual(dry);
      expect(first.read).toBe(rows.length);
      expect(first.new + first.changed + first.unchanged + first.refused).toBe(first.read);
      const again = await desk.bring(file);
      expect(again).toMatchObject({ new: 0, changed: 0, refused: first.refused });
      expect(again.unchanged).toBe(first.read - first.refused);
    }),
    { numRuns: 40 },
  );
});

test('of any text at all, every line that holds something is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(nasty, { maxLength: 30 }), async (lines) => {
      const counts = await desk.bring([header, ...lines].join('\n'));
      expect(counts.new + counts.changed + counts.unchanged + counts.refused).toBe(counts.read);
      // a row may span lines, but a broken one gives each of them back
      const said = lines.join('').replaceAll(/[\r\n]/g, '');
      expect(counts.read > 0).toBe(said !== '');
    }),
    { numRuns: 60 },
  );
});
