import { expect, test } from 'vitest';
import { saidOf } from '../../mail/fault.ts';

test.each([
  ['452 4.2.2 mailbox full', 'soft'],
  ['552 5.2.2 over quota', 'soft'],
  ['550 no', 'soft'],
  ['550 user unknown', 'soft'],
  ['450 4.2.1 greylisted, come back', 'delayed'],
  ['451 4.7.1 try again later', 'delayed'],
  ['451 4.3.0 queue file write error', 'delayed'],
  ['550 5.7.1 SPF fail', 'policy'],
  ['554 blocked by Spamhaus', 'block'],
])('‘%s’ says of its reader: %s', (reply, kind) => {
  expect(saidOf(reply)?.kind).toBe(kind);
});

test('what is no reply says nothing of anybody', () => {
  expect(saidOf('ECONNECTION: Connection closed')).toBeUndefined();
  expect(saidOf('')).toBeUndefined();
});
