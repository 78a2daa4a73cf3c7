import { createHash } from 'node:crypto';
import type { Instant } from '../core/fact.ts';
import type { Rep, Sender } from '../core/house.ts';
import { escapeHtml } from './escape-html.ts';
import { type OutgoingMail, letterOf } from './message.ts';

/** As much of a task as its mail tells. */
export type TaskToTell = Readonly<{
  /** The task's id; a retry for the same rep is the same mail. */
  id: string;
  ask: string;
  /** Whom it is about. */
  email: string | null;
  account: string | null;
  until: Instant;
  madeAt: Instant;
}>;

/** The mail that asks a rep to do something, by when. Pure. `link` is the page where it is said to be done. */
export function taskMail(
  task: TaskToTell,
  rep: Pick<Rep, 'id' | 'name' | 'email'>,
  { link, sender }: Readonly<{ link: string; sender: Sender }>,
): OutgoingMail {
  const key = createHash('sha256').update(`${task.id}/${rep.id}`).digest('hex').slice(0, 32);
  const about = [task.email ?? 'somebody', ...(task.account === null ? [] : [task.account])];
  const lines = [
    `Hello ${rep.name.split(' ')[0] ?? rep.name},`,
    `Please do this by ${moment(task.until)}: ${line(task.ask)}`,
    `It is about ${about.join(', ')}.`,
  ];
  const words = {
    subject: `${line(task.ask)} (by ${moment(task.until)})`,
    text: `${[...lines, `When it is done, say so here: ${link}`].join('\n\n')}\n`,
    html: htmlOf(lines, link),
  };
  return letterOf(words, {
    to: rep.email,
    from: sender,
    messageId: `<task.${key}@${sender.address.slice(sender.address.lastIndexOf('@') + 1)}>`,
    date: task.madeAt,
    boundary: key,
  });
}

const htmlOf = (lines: readonly string[], link: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Task</title></head>
<body style="margin:0;padding:16px;font:16px/1.5 -apple-system,BlinkMacSystemFont,'Segoe UI',Helvetica,Arial,sans-serif;">
${lines.map((each) => `<p style="margin:0 0 12px;">${escapeHtml(each)}</p>`).join('\n')}
<p style="margin:20px 0;"><a href="${escapeHtml(link)}">Say that it is done</a></p>
</body>
</html>
`;

/** One line, and not endless: a subject has no room for more. */
const line = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 160);

const WHEN = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
const moment = (at: Instant): string => `${WHEN.format(at)} UTC`;
