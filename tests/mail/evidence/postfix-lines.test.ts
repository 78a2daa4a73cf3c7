import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Found } from '../../../core/mail-evidence.ts';
import { PostfixLines } from '../../../mail/evidence/postfix-lines.ts';
import { stampOf } from '../../../mail/evidence/stamp.ts';

const HOUR = 3_600_000;
const textOf = (name: string): string =>
  readFileSync(new URL(`logs/${name}.log`, import.meta.url), 'utf8');
const nine = (minutes: number, zone = 'Z'): number =>
  Date.parse(`2026-06-01T09:00:00${zone}`) + minutes * 60_000;
const said = (log: PostfixLines, letter: string, more: object = {}): Found =>
  log.find({
    messageId: `<${letter.repeat(40)}@perennial.example>`,
    since: nine(0),
    until: nine(13),
    ...more,
  });

describe.each([
  ['rfc3339', 'Z'],
  ['traditional', ''],
])('a log of Postfix with %s stamps', (name, zone) => {
  const log = new PostfixLines();
  const since = nine(0, zone);
  const until = nine(13, zone);
  beforeAll(() => {
    for (const line of textOf(name).split('\n')) log.read(line, Date.parse('2026-06-02'));
  });

  test.each([
    ['a', 'accepted', 'it went through the queue'],
    ['b', 'absent', 'the client died before the end of the mail'],
    ['c', 'accepted', 'the client died after the end of the mail'],
    ['d', 'absent', 'a milter refused it'],
    ['e', 'unknown', 'it is held, and whoever looks after the server decides'],
    ['f', 'accepted', 'a second copy came through'],
    ['0', 'absent', 'it never came'],
  ])('says of %s: %s, since %s', (letter, found) => {
    expect(said(log, letter, { since, until })).toBe(found);
  });

  test('proves nothing about a time before it began, or after it ended', () => {
    expect(said(log, '0', { since: since - 2 * HOUR, until })).toBe('unknown');
    expect(said(log, '0', { since, until: nine(31, zone) })).toBe('unknown');
    expect(said(log, 'a', { since: since - 2 * HOUR, until })).toBe('accepted');
  });
});

describe('a log that Postfix 3.7 wrote while its clients died on purpose', () => {
  const log = new PostfixLines();
  const lines = textOf('postfix-3.7').split('\n');
  const [since, until] = [lines[0], lines.at(-3)].map(
    (line) => stampOf(line ?? '', Date.parse('2026-11-26'))?.at ?? 0,
  );
  beforeAll(() => {
    for (const line of lines) log.read(line, Date.parse('2026-11-26'));
  });

  test.each([
    ['a', 'accepted', 'answered 250'],
    ['b', 'absent', 'reset in the middle of the mail'],
    ['c', 'accepted', 'gone after the dot, before the answer'],
    ['d', 'absent', 'gone before the dot'],
    ['e', 'absent', 'silent before the dot, until the server had enough'],
    ['f', 'unknown', 'held by a header check'],
    ['0', 'absent', 'never there'],
    ['1', 'absent', 'rejected by a header check'],
    ...['2', '3', '4', '5', '6', '7', '8'].map((one) => [
      one,
      'accepted',
      'one of seven, all gone after the dot',
    ]),
    ['9', 'accepted', 'the last'],
  ])('says of %s: %s (%s)', (letter, found) => {
    const sought = { since: (since ?? 0) + 6 * 60_000, until: until ?? 0 };
    expect(said(log, letter, sought)).toBe(found);
  });
});

describe('what a log lacks is proof of nothing', () => {
  const read = (log: PostfixLines, text: string): void => {
    for (const line of text.split('\n')) log.read(line, nine(60));
  };

  test('where lines were lost', () => {
    const log = new PostfixLines();
    read(log, textOf('rfc3339'));
    log.gap();
    read(log, '2026-06-01T09:31:00.000000+00:00 mx1 postfix/anvil[811]: statistics: none');
    expect(said(log, '0')).toBe('unknown');
    expect(said(log, '0', { since: nine(37), until: nine(31) })).toBe('absent');
  });

  test('where it never had a mail of ours: it is the log of another server', () => {
    const log = new PostfixLines();
    const others = textOf('rfc3339').replaceAll(/message-id=<[0-9a-f]{40}@/g, 'message-id=<x@');
    read(log, others);
    expect(said(log, '0')).toBe('unknown');
  });

  test('where rsyslog says that it lost some', () => {
    const log = new PostfixLines();
    read(log, textOf('rfc3339').replace(/^.*max cache size.*$/m, ''));
    read(
      log,
      '2026-06-01T09:20:00.000000+00:00 mx1 rsyslogd: imuxsock lost 214 messages from pid 1204 due to rate-limiting',
    );
    expect(said(log, '0')).toBe('unknown');
  });

  test('where it was forgotten', () => {
    const log = new PostfixLines();
    read(log, textOf('rfc3339'));
    log.forget(nine(10));
    expect(said(log, '0')).toBe('unknown');
    expect(said(log, 'a')).toBe('unknown');
    expect(said(log, 'f')).toBe('accepted');
  });
});

describe('a stamp without a year', () => {
  const at = (line: string, now: string): string | undefined => {
    const stamped = stampOf(`${line} mx1 postfix/qmgr[1]: x`, Date.parse(now));
    return stamped && new Date(stamped.at).getFullYear().toString();
  };
  test('is of the last such day', () => {
    expect(at('Dec 31 23:59:59', '2027-01-01T00:10:00')).toBe('2026');
    expect(at('Jan  1 00:00:01', '2026-12-31T23:59:58')).toBe('2027');
    expect(at('Jun  1 09:00:00', '2026-06-01T09:00:00')).toBe('2026');
    expect(at('Jun  9 09:00:00', '2026-06-01T09:00:00')).toBe('2025');
    expect(at('a line of something else', '2026-06-01')).toBeUndefined();
  });

  test('is vague in the hour that is there twice', () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Europe/Berlin';
    const vague = (time: string): boolean | undefined =>
      stampOf(`Oct 25 ${time} mx1 postfix/qmgr[1]: x`, Date.parse('2026-10-26'))?.vague;
    expect(['01:59:59', '02:30:00', '03:00:00'].map(vague)).toEqual([false, true, false]);
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });
});
