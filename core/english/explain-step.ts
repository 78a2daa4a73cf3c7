import type {
  AssistStep,
  FrozenStep,
  OfferStep,
  SeriesStep,
  SplitStep,
  TaskStep,
  TouchStep,
  WaitForStep,
} from '../frozen.ts';
import { type ByKind, sayByKind } from './by-kind.ts';
import { shortList } from './list.ts';
import { readiness } from './readiness.ts';
import { plainWords } from './says.ts';
import {
  capital,
  condition,
  dueWords,
  limitWords,
  senderWords,
  teamWords,
  type Voice,
} from './voice.ts';

/** What happens at a step, in whole sentences; where it leads is told apart. Pure, total. */
export function explainStep(step: FrozenStep, voice: Voice): string {
  const due = (step.due ?? []).map((time) => dueWords(time, voice)).join(' and ');
  const said = sayByKind(SENTENCES, step, voice);
  return capital(due === '' ? said : `${due}, ${said}`);
}

const mindset = ({ mindset: how }: Pick<TouchStep, 'mindset'>): string =>
  how === 'educate' ? 'which teaches' : 'which asks for something';

const sender = ({ from }: Pick<TouchStep, 'from'>, voice: Voice): string =>
  from === undefined ? '' : `, from ${senderWords(from, voice)}`;

const during = (window: string | undefined): string =>
  window === undefined ? '' : `, in the hours ‘${plainWords(window)}’`;

function touch(step: TouchStep, voice: Voice): string {
  const only = step.when === undefined ? '' : `, but only if ${condition(step.when, voice)}`;
  const late =
    step.uselessAfter === undefined
      ? ''
      : ` It is not sent any more if it cannot go ${limitWords(step.uselessAfter, voice)}.`;
  return `they get ‘${step.mail}’${sender(step, voice)}, ${mindset(step)}${during(step.during)}${only}.${late}`;
}

function series(step: SeriesStep, voice: Voice): string {
  const until = step.until === undefined ? '' : `, until ${condition(step.until, voice)}`;
  const most = step.atMost === undefined ? '' : ` They get ${step.atMost} at most.`;
  return `they get a mail of the series ‘${step.folder}’ that they have not seen${sender(step, voice)}, ${mindset(step)}, and another every ${step.every}${during(step.during)}${until}.${most}`;
}

const waitFor = (step: WaitForStep, voice: Voice): string =>
  `we wait until ${condition(step.for, voice)}.`;

function split(step: SplitStep, voice: Voice): string {
  const who = step.by === 'account' ? 'each account' : 'each person';
  const judged =
    step.judgedBy === undefined
      ? ''
      : ` The better way is the one after which more of them can say: ${condition(step.judgedBy, voice)}.`;
  return `we draw lots, once for ${who}.${judged}`;
}

const task = (step: TaskStep, voice: Voice): string =>
  `${teamWords(step.for, voice)} gets a task, to be done ${limitWords(step.within, voice)}: “${step.ask}” The journey goes on when it is done, or late.`;

const offer = (step: OfferStep, voice: Voice): string =>
  [
    `they are offered to ${teamWords(step.team, voice)}.`,
    readiness(voice.journey, step, voice.house.says),
    `To begin with: “${step.suggest}”`,
    'Whoever says “not yet” names a date, and is asked again then.',
    ...rests(step, voice),
  ].join(' ');

function rests({ rejected }: OfferStep, { house }: Voice): readonly string[] {
  const said = Object.keys(rejected).flatMap((reason) => {
    const rest = house.reasons[reason]?.rest;
    return rest === undefined ? [] : [`${rest} (${plainWords(reason)})`];
  });
  return said.length === 0
    ? []
    : [`After a no, nobody sells to them for ${shortList(said, 'or')}.`];
}

function assist({ shelf }: AssistStep): string {
  const mails = Object.entries(shelf).map(([name, mail]) => `‘${mail}’ (${plainWords(name)})`);
  const only =
    mails.length === 0
      ? 'Marketing sends nothing.'
      : `Marketing sends only what is asked for: ${shortList(mails, 'or')}.`;
  return `they are with whoever accepted them. ${only}`;
}

const SENTENCES: ByKind<Voice, string> = {
  touch,
  series,
  waitFor,
  branch: () => 'it depends:',
  split,
  task,
  offer,
  assist,
  to: () => 'they go on.',
  end: ({ as }) => `the journey ends: ${plainWords(as)}.`,
};
