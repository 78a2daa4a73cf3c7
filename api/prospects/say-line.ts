import type { StoryKind } from '../../store/story-kind.ts';

type Line = Readonly<{
  kind: string;
  journey: string | null;
  stage: string | null;
  step: string | null;
  what: Readonly<Record<string, unknown>>;
}>;

/** A line of the story as a sentence. What is missing is left out. Pure, total. */
export function sayLine(line: Line): string {
  const say: ((line: Line) => string) | undefined = BY_KIND[line.kind];
  return `${say?.(line) ?? capital(line.kind)}.`;
}

const SENTENCES: Readonly<Record<StoryKind, (line: Line) => string>> = {
  entered: (line) => `Entered “${line.journey ?? 'a journey'}”${entrance(line)}`,
  moved: (line) => `Came to ${place(line)}`,
  parked: (line) => `${journey(line)} makes way for ${quoted(line, 'to') ?? 'another journey'}`,
  resumed: (line) => `${journey(line)} speaks now, at ${place(line)}`,
  sent: (line) => `Was sent ${mail(line)}${said(line, 'known', ', which we know from ')}`,
  unknown: (line) => `${capital(mail(line))} may have been sent; the mail server never said`,
  refused: (line) => `The mail server refused ${mail(line)}${colon(line, 'reason')}`,
  skipped: (line) => `${capital(mail(line))} was skipped${colon(line, 'reason')}`,
  deferred: (line) => `${capital(mail(line))} waits${colon(line, 'reason')}`,
  exhausted: (line) => `Has seen every mail of the series at ${place(line)}`,
  held: (line) => `${capital(mail(line))} is held${said(line, 'by', ' by ')}${colon(line, 'why')}`,
  offered: (line) => `Was offered to ${word(line, 'team') ?? 'sales'}`,
  unqualified: (line) => `Was not offered to sales${colon(line, 'reason')}`,
  accepted: (line) => `${rep(line)} accepted them`,
  rejected: (line) => `${rep(line)} rejected them${colon(line, 'reason')}`,
  'not-yet': (line) => `${rep(line)} asked for them again later`,
  expired: (line) => `Nobody in ${partner(line)} answered in time`,
  returned: (line) => `${capital(partner(line))} gave them back${colon(line, 'reason')}`,
  won: (line) => `Won${said(line, 'rep', ' by ')}${said(line, 'value', ', worth ')}`,
  lost: (line) => `Lost${colon(line, 'reason')}`,
  withdrawn: (line) => `The offer to ${partner(line)} was withdrawn${colon(line, 'because')}`,
  taken: (line) => `${rep(line)} took them: no journey speaks${colon(line, 'reason')}`,
  'given-back': (line) => `${rep(line)} gave them back${colon(line, 'reason')}`,
  drawn: (line) => `Was drawn into “${word(line, 'arm') ?? 'an arm'}”${together(line)}`,
  task: (line) => `${forWhom(line)} was asked${colon(line, 'ask')}`,
  'task-done': (line) => `${rep(line)} has done it${colon(line, 'ask')}`,
  'task-late': (line) => `Nobody did it in time${colon(line, 'ask')}`,
  'task-withdrawn': (line) => `It need not be done any more${colon(line, 'ask')}`,
  ended: (line) => `The journey ended${colon(line, 'as')}`,
  left: (line) => `Left the journey${colon(line, 'as')}`,
  unsubscribed: (line) =>
    line.journey === null ? 'Unsubscribed' : `${journey(line)} ended with it`,
  consented: (line) => `May be mailed about ${word(line, 'topic') ?? 'a topic'} (${grounds(line)})`,
  'to-confirm': (line) =>
    `Said that they may be mailed about ${word(line, 'topic') ?? 'a topic'}; it counts once they confirm it`,
  'asked-to-confirm': (line) => `Was asked by ${mail(line)} to confirm it`,
  'topic-left': (line) =>
    `Wants no more mails about ${word(line, 'topic') ?? 'a topic'}${said(line, 'source', ', said by ')}`,
  suppressed: (line) => `The address must not be written to${colon(line, 'reason')}`,
  bounced: (line) => `${capital(mail(line))} came back${colon(line, 'reason')}`,
  complained: (line) => `Called ${mail(line)} spam`,
  replied: (line) => `Answered ${mail(line)}`,
  'reply-decided': (line) => `${rep(line)} decided on their answer: ${decided(line)}`,
  clicked: (line) => `Followed a link in ${mail(line)}`,
  'auto-replied': (line) => `A machine answered ${mail(line)}${colon(line, 'reason')}`,
  erased: () => 'Was erased: nothing is known of them any more',
  faulted: (line) => `Stopped for repair${colon(line, 'code')}`,
  repaired: () => 'Was repaired and goes on',
};

const BY_KIND: Readonly<Record<string, (line: Line) => string>> = SENTENCES;

const ENTRANCES: Readonly<Record<string, string>> = {
  event: '',
  list: ', from a list',
  sales: ', put in by sales',
};

function entrance(line: Line): string {
  const by = word(line, 'by') ?? '';
  return ENTRANCES[by] ?? '';
}

const DECIDED: Readonly<Record<string, string>> = {
  'go-on': 'their mails go on',
  taken: 'sales has them',
  left: 'they left their journeys',
  unsubscribed: 'they want no more mails',
  released: 'the hold was lifted',
};
const decided = (line: Line): string => DECIDED[word(line, 'as') ?? ''] ?? 'it is settled';

const quoted = (line: Line, key: string): string | undefined => {
  const text = word(line, key);
  return text === undefined ? undefined : `“${text}”`;
};
const journey = (line: Line): string =>
  line.journey === null ? 'The journey' : `“${line.journey}”`;

const place = ({ stage, step }: Line): string =>
  stage === null
    ? 'a new step'
    : `${stage}${step === null ? '' : ` (${step.slice(stage.length + 1)})`}`;

const mail = (line: Line): string => {
  const name = word(line, 'mail') ?? line.step?.slice((line.stage?.length ?? -1) + 1);
  return name === undefined ? 'a mail' : `“${name}”`;
};

/** Whose team it is. */
const partner = (line: Line): string => word(line, 'owner') ?? 'sales';
const rep = (line: Line): string =>
  word(line, 'name') ?? word(line, 'rep') ?? capital(partner(line));
const forWhom = (line: Line): string =>
  word(line, 'name') ?? word(line, 'rep') ?? word(line, 'team') ?? 'Somebody';
const together = ({ what }: Line): string =>
  what['by'] === 'account' ? ', with all of their company' : '';
const grounds = (line: Line): string =>
  [word(line, 'basis'), word(line, 'source')].filter((part) => part !== undefined).join(', ');
const colon = (line: Line, key: string): string => said(line, key, ': ');
const said = (line: Line, key: string, before: string): string => {
  const text = word(line, key);
  return text === undefined ? '' : before + text;
};
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function word({ what }: Line, key: string): string | undefined {
  const value = what[key];
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' ? String(value) : undefined;
}
