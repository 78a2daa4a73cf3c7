import { describe, expect, test } from 'vitest';
import type { Found, MailEvidence } from '../../../core/mail-evidence.ts';
import { allOf } from '../../../mail/evidence/all-of.ts';
import { readEvidence } from '../../../mail/evidence/read-evidence.ts';

describe('PERENNIAL_EVIDENCE', () => {
  test('names one record, several, or none', () => {
    expect(readEvidence('none')).toBeUndefined();
    expect(readEvidence('returned')).toMatchObject({ name: 'what comes back' });
    const two = readEvidence('postfix:/var/log/mail.log, returned');
    expect(two).toMatchObject({ name: 'the log of the mail server and what comes back' });
  });

  test.each([
    ['', 'none, or one or more of these'],
    ['exchange:/geheim', 'postfix:/var/log/mail.log'],
    ['none,returned', 'none, or one or more of these'],
    ['inbox:https://geheim.example', 'no http:// address of this machine'],
    ['inbox', 'as in inbox:http://127.0.0.1:7300/inbox.json'],
    ['postfix', 'as in postfix:/var/log/mail.log'],
    ['postfix:geheim.log', 'as in postfix:/var/log/mail.log'],
    ['returned:geheim', 'more after returned'],
  ])('%j is refused with what to write, and is not repeated', (text, says) => {
    const problem = problemOf(text);
    expect(problem).toMatch(/^PERENNIAL_EVIDENCE /);
    expect(problem).toContain(says);
    expect(problem).not.toContain('geheim');
  });
});

function problemOf(text: string): string {
  try {
    readEvidence(text);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'it was taken';
}

describe('several records', () => {
  const says = (found: Found, provesAbsence = true): MailEvidence => ({
    name: found,
    provesAbsence,
    settlesWithin: 1,
    patience: 1,
    problem: () => Promise.resolve(undefined),
    look: () => Promise.resolve(found),
    close: () => Promise.resolve(),
  });
  test.each([
    ['accepted', [says('accepted'), says('absent')]],
    ['absent', [says('absent'), says('absent')]],
    ['unknown', [says('absent'), says('unknown')]],
    ['absent', [says('absent'), says('unknown', false)]],
    ['unknown', [says('unknown', false), says('unknown', false)]],
  ] as const)('say %s together', async (found, records) => {
    const sought = { messageId: '<a@x>', since: 0, until: 1 };
    expect(await allOf(records).look(sought)).toBe(found);
  });
});
