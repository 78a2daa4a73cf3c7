import { type ByKind, sayByKind } from '../english/by-kind.ts';
import { type FrozenStep, type Mindset, stageOf, type StepId } from '../frozen.ts';
import { plainWords } from '../english/says.ts';
import { condition, limitWords, senderWords, teamWords, type Voice } from '../english/voice.ts';

/** What is drawn as one thing. `door`: where people come in; `call`: what calls them away from anywhere. */
export type Node = Readonly<{
  id: string;
  kind: Exclude<FrozenStep['kind'], 'to'> | 'door' | 'call';
  /** Absent: it stands in no stage. */
  stage?: string;
  mindset?: Mindset;
  /** A word or two that say what it is; also told by shape and colour. */
  tag: string;
  title: string;
  /** What else there is to know. */
  lines: readonly string[];
}>;
type Words = Pick<Node, 'tag' | 'title' | 'lines'> & Partial<Pick<Node, 'mindset'>>;

/** A step as it is drawn. Pure, total. */
export function nodeOf(id: StepId, step: Exclude<FrozenStep, { kind: 'to' }>, voice: Voice): Node {
  const stage = stageOf(id);
  return {
    id,
    kind: step.kind,
    ...(Object.hasOwn(voice.journey.stages, stage) && { stage }),
    ...sayByKind(WORDS, step, { ...voice, name: id.slice(stage.length + 1) }),
  };
}

const from = (sender: string | undefined, voice: Voice): readonly string[] =>
  sender === undefined ? [] : [`from ${senderWords(sender, voice)}`];

type Named = Voice & Readonly<{ name: string }>;

const WORDS: ByKind<Named, Words> = {
  touch: ({ mindset, mail, when, from: sender }, voice) => ({
    tag: mindset,
    mindset,
    title: mail,
    lines: [
      ...(when === undefined ? [] : [`only if ${condition(when, voice)}`]),
      ...from(sender, voice),
    ],
  }),
  series: ({ mindset, folder, every, atMost, until, from: sender }, voice) => ({
    tag: `${mindset}: a series`,
    mindset,
    title: folder,
    lines: [
      `one more every ${every}${atMost === undefined ? '' : `, ${atMost} at most`}`,
      ...(until === undefined ? [] : [`until ${condition(until, voice)}`]),
      ...from(sender, voice),
    ],
  }),
  waitFor: (step, voice) => ({
    tag: 'wait',
    title: plainWords(voice.name),
    lines: [`until ${condition(step.for, voice)}`],
  }),
  branch: (_, { name }) => ({ tag: 'fork', title: plainWords(name), lines: [] }),
  split: ({ by }, { name }) => ({
    tag: 'draw lots',
    title: plainWords(name),
    lines: [by === 'account' ? 'one lot for each account' : 'one lot for each person'],
  }),
  task: ({ for: team, ask, within }, voice) => ({
    tag: `task for ${teamWords(team, voice)}`,
    title: ask,
    lines: [limitWords(within, voice)],
  }),
  offer: ({ team, answerIn }, voice) => ({
    tag: 'offer',
    title: `to ${teamWords(team, voice)}`,
    lines: [`answer in ${answerIn}`],
  }),
  assist: ({ shelf }) => ({
    tag: 'with them',
    title: 'mails only on request',
    lines: [Object.values(shelf).join(', ')].filter((line) => line !== ''),
  }),
  to: (_, { name }) => ({ tag: 'on', title: plainWords(name), lines: [] }),
  end: ({ as }) => ({ tag: 'end', title: plainWords(as), lines: [] }),
};
