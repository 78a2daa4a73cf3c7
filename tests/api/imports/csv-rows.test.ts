import { describe, expect, test } from 'vitest';
import { csvRows } from '../../../api/imports/csv-rows.ts';
import { utf8Only } from '../../../api/imports/utf8-only.ts';

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** [line, ...cells], and 'broken' at the end of rows whose quotes are. */
async function rowsOf(file: string | Buffer, size = 7): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  const bytes = utf8Only(cut(Buffer.from(file), size), 1e9);
  for await (const { line, cells, broken } of csvRows(bytes, ','))
    rows.push([line, ...cells, ...(broken === undefined ? [] : ['broken'])]);
  return rows;
}

describe('rows come out with the line on which they begin', () => {
  test.each([
    [
      'a mark at the beginning',
      '\uFEFFa,b\n1,2\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'Windows line ends',
      'a,b\r\n1,2\r\n3,4',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    [
      'mixed line ends',
      'a,b\n1,2\r\n3,4\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    [
      'blank lines',
      'a,b\n\n\r\n1,2\n\n',
      [
        [1, 'a', 'b'],
        [4, '1', '2'],
      ],
    ],
    [
      'newlines in quotes',
      'a,b\n"x\ny\r\nz",2\n3,4',
      [
        [1, 'a', 'b'],
        [2, 'x\ny\r\nz', '2'],
        [5, '3', '4'],
      ],
    ],
    [
      'a comma at the end',
      'a,b,\n1,2,\n',
      [
        [1, 'a', 'b', ''],
        [2, '1', '2', ''],
      ],
    ],
    [
      'a quote inside an unquoted cell',
      'a,b\n5" pipe,2\n',
      [
        [1, 'a', 'b'],
        [2, '5" pipe', '2'],
      ],
    ],
    ['nothing', '', []],
  ])('with %s', async (_, file, rows) => {
    expect(await rowsOf(file)).toEqual(rows);
    expect(await rowsOf(file, 1)).toEqual(rows);
  });
});

describe('quotes that do not pair up lose no line', () => {
  test('a word behind a closing quote breaks its row only', async () => {
    const rows = await rowsOf('a,b\n"x"y,2\n3,4\n');
    expect(rows).toEqual([
      [1, 'a', 'b'],
      [2, '"x"y', '2', 'broken'],
      [3, '3', '4'],
    ]);
  });

  test('a quote that swallows a line breaks both, and the rest goes on', async () => {
    const rows = await rowsOf('a,b\n"x,2\n"y",4\n5,6\n');
    expect(rows.map(([line]) => line)).toEqual([1, 2, 3, 4]);
    expect(rows.map((row) => row.at(-1))).toEqual(['b', 'broken', 'broken', '6']);
  });

  test('a quote that nobody closes breaks each line to the end', async () => {
    const rows = await rowsOf('a,b\n1,2\n"x,2\ny,4\n5,6\n');
    expect(rows.map((row) => [row[0], row.at(-1)])).toEqual([
      [1, 'b'],
      [2, '2'],
      [3, 'broken'],
      [4, 'broken'],
      [5, 'broken'],
    ]);
  });

  test('a row of more than 1 MB ends the file, with its line', async () => {
    const file = `a,b\n1,2\n"x,2\n${'y,4\n'.repeat(300_000)}`;
    await expect(rowsOf(file, 65_536)).rejects.toThrow(/begins on line 3 has no end/);
  });
});

describe('only UTF-8 is read', () => {
  test('letters may be cut anywhere', async () => {
    for (const size of [1, 2, 3, 5])
      expect(await rowsOf('a,b\näöü€,😀\n', size)).toEqual([
        [1, 'a', 'b'],
        [2, 'äöü€', '😀'],
      ]);
  });

  test.each([1, 4, 1000])('Latin-1 is refused with its line (%i bytes at a time)', async (size) => {
    const file = Buffer.from('a,b\n1,2\nM\xfcller,3\n4,5\n', 'latin1');
    await expect(rowsOf(file, size)).rejects.toThrow(/Line 3 is not UTF-8.*CSV UTF-8/);
  });

  test('a file that ends within a letter is refused', async () => {
    await expect(rowsOf(Buffer.from('a,b\n1,€').subarray(0, -1))).rejects.toThrow(/Line 2/);
  });

  test.each(['\uFEFFa,b\n1,2\n', 'a,b\n1,2\n'])('UTF-16 is refused by name', async (text) => {
    await expect(rowsOf(Buffer.from(text, 'utf16le'), 100)).rejects.toThrow(/is UTF-16/);
    await expect(rowsOf(Buffer.from(text, 'utf16le').swap16(), 100)).rejects.toThrow(/is UTF-16/);
  });

  test('more than was agreed is refused', async () => {
    const read = async () => {
      for await (const _ of utf8Only(cut(Buffer.from('a,b\n1,2\n'), 3), 5));
    };
    await expect(read()).rejects.toThrow(/larger than/);
  });
});
