import { isAbsolute } from 'node:path';
import type { MailEvidence } from '../../core/mail-evidence.ts';
import { DATA_TIME } from '../../core/unsure.ts';
import type { Adapter } from './adapter.ts';
import { FollowedFile } from './followed-file.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { PostfixLines } from './postfix-lines.ts';

/** As long is a mail looked for, at most: see relay/look-late.ts. */
const KEPT = 4 * 86_400_000;

/**
 * The log of the Postfix that SMTP_URL leads to, as rsyslog or postlogd write it. It proves that a mail is absent when it begins well before
 * the mail's last bytes, goes on beyond the time in which they can be accepted, and lost nothing in between.
 */
export const postfix: Adapter = {
  word: 'postfix',
  example: '/var/log/mail.log',
  open(where) {
    if (!isAbsolute(where))
      throw new Error(
        'PERENNIAL_EVIDENCE has a log that is no whole path, as in postfix:/var/log/mail.log.',
      );
    return openLog(where);
  },
};

function openLog(path: string): MailEvidence {
  const lines = new PostfixLines();
  const file = new FollowedFile(path, {
    line: (text) => lines.read(text, Date.now()),
    gap: () => lines.gap(),
    next: () => lines.forget(Date.now() - KEPT),
  });
  const update = oneAtATime(() => file.update());
  return {
    name: 'the log of the mail server',
    provesAbsence: true,
    settlesWithin: DATA_TIME,
    patience: 3_600_000,
    problem: () =>
      update().then(
        () => undefined,
        (error: unknown) => `the log of the mail server cannot be read (${codeOf(error)})`,
      ),
    async look(sought) {
      try {
        await update();
      } catch {
        return 'unknown'; // the worker says at its start that it cannot be read
      }
      return lines.find(sought);
    },
    close: () => file.close(),
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
