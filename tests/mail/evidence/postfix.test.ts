import {
  appendFile,
  copyFile,
  mkdtemp,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Found } from '../../../core/mail-evidence.ts';
import { FollowedFile } from '../../../mail/evidence/followed-file.ts';
import { postfix } from '../../../mail/evidence/postfix.ts';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'perennial-log-'));
  path = join(dir, 'mail.log');
});
afterEach(() => rm(dir, { recursive: true }));

/** What a reader of the file was told. */
function follow() {
  const told: string[] = [];
  const file = new FollowedFile(path, {
    line: (text) => told.push(text),
    gap: () => told.push('(gap)'),
    next: () => {},
  });
  onTestFinished(() => file.close());
  return {
    news: async (): Promise<string[]> => {
      await file.update();
      return told.splice(0);
    },
  };
}

test('each look reads what came since; a torn last line waits for its end', async () => {
  await writeFile(path, 'one\ntw');
  const { news } = follow();
  expect(await news()).toEqual(['one']);
  await appendFile(path, 'o\nthree');
  expect(await news()).toEqual(['two']);
  expect(await news()).toEqual([]);
  await appendFile(path, '\n');
  expect(await news()).toEqual(['three']);
});

test('a long log is read whole, whatever the pieces it is read in', async () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `line ${i} ${'x'.repeat(i % 70)}`);
  await writeFile(path, `${lines.join('\n')}\n`);
  expect(await follow().news()).toEqual(lines);
});

test('the file before is read first, unless it is packed', async () => {
  await writeFile(`${path}.2`, 'too old\n');
  await writeFile(`${path}.1`, 'old\n');
  await writeFile(`${path}.3.gz`, 'packed\n');
  await writeFile(path, 'new\n');
  expect(await follow().news()).toEqual(['old', 'new']);
});

test('a file that was renamed is read to its end, then the new one from its beginning', async () => {
  await writeFile(path, 'one\n');
  const { news } = follow();
  await news();
  await rename(path, `${path}.1`);
  await appendFile(`${path}.1`, 'two\n');
  expect(await news()).toEqual(['two']);
  await writeFile(path, '');
  expect(await news()).toEqual([]);
  await appendFile(`${path}.1`, 'three, by a syslog that was not told yet\n');
  expect(await news()).toEqual(['three, by a syslog that was not told yet']);
  await appendFile(path, 'four\n');
  expect(await news()).toEqual(['four']);
});

test('one that was rotated twice while nobody looked may have lost lines, and says so', async () => {
  await writeFile(path, 'one\n');
  const { news } = follow();
  await news();
  await rename(path, `${path}.2`);
  await writeFile(`${path}.1`, 'two\n');
  await writeFile(path, 'three\n');
  expect(await news()).toEqual(['(gap)', 'two', 'three']);
});

test('one that was truncated in place has lost lines, perhaps, and says so', async () => {
  await writeFile(path, 'one\ntwo\n');
  const { news } = follow();
  await news();
  await copyFile(path, `${path}.1`);
  await truncate(path);
  await appendFile(path, 'three\n');
  expect(await news()).toEqual(['(gap)', 'three']);
});

test('a log that is not there is told of, does not know, and is read once it is there', async () => {
  const record = postfix.open(path);
  const sought = {
    messageId: `<${'a'.repeat(40)}@perennial.example>`,
    since: Date.parse('2026-06-01T09:00:00Z'),
    until: Date.parse('2026-06-01T09:13:00Z'),
  };
  expect(await record.problem()).toBe('the log of the mail server cannot be read (ENOENT)');
  expect(await record.look(sought)).toBe('unknown');
  const log = await readFile(new URL('logs/rfc3339.log', import.meta.url), 'utf8');
  const middle = log.indexOf('postfix/qmgr[640]: 4F1A2B3C5D');
  await writeFile(path, log.slice(0, middle));
  expect(await record.problem()).toBeUndefined();
  const looks: Found[] = [await record.look(sought)];
  await appendFile(path, log.slice(middle));
  looks.push(await record.look(sought));
  looks.push(await record.look({ ...sought, messageId: `<${'0'.repeat(40)}@perennial.example>` }));
  expect(looks).toEqual(['unknown', 'accepted', 'absent']);
  await record.close();
});
