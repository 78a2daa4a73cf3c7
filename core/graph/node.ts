import type { FrozenStep, Mindset, StepId } from '../frozen.ts';
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
export const nodeOf = (
  id: StepId,
  step: Exclude<FrozenStep, { kind: 'to' }>,
  voice: Voice,
): Node => {
  const stage = id.slice(0, id.indexOf('.'));
  return {
    id,
    kind: step.kind,
    ...(stage in voice.journey.stages && { stage }),
    ...wordsOf(step, id.slice(id.indexOf('.') + 1), voice),
  };
};

function wordsOf(step: Exclude<FrozenStep, { kind: 'to' }>, name: string, voice: Voice): Words {
  switch (step.kind) {
    case 'touch':
      return {
        tag: step.mindset,
        mindset: step.mindset,
        title: step.mail,
        lines: [
          ...(step.when === undefined ? [] : [`only if ${condition(step.when, voice)}`]),
          ...from(step.from, voice),
        ],
      };
    case 'series':
      return {
        tag: `${step.mindset}: a series`,
        mindset: step.mindset,
        title: step.folder,
        lines: [
          `one more every ${step.every}${step.atMost === undefined ? '' : `, ${step.atMost} at most`}`,
          ...from(step.from, voice),
        ],
      };
    case 'waitFor':
      return {
        tag: 'wait',
        title: plainWords(name),
        lines: [`until ${condition(step.for, voice)}`],
      };
    case 'branch':
      return { tag: 'fork', title: plainWords(name), lines: [] };
    case 'split':
      return {
        tag: 'draw lots',
        title: plainWords(name),
        lines: [step.by === 'account' ? 'one lot for each account' : 'one lot for each person'],
      };
    case 'task':
      return {
        tag: `task for ${teamWords(step.for, voice)}`,
        title: step.ask,
        lines: [limitWords(step.within, voice)],
      };
    case 'offer':
      return {
        tag: 'offer',
        title: `to ${teamWords(step.team, voice)}`,
        lines: [`answer in ${step.answerIn}`],
      };
    case 'assist':
      return {
        tag: 'with them',
        title: 'mails only on request',
        lines: [Object.values(step.shelf).join(', ')].filter((line) => line !== ''),
      };
    case 'end':
      return { tag: 'end', title: plainWords(step.as), lines: [] };
  }
}

const from = (sender: string | undefined, voice: Voice): readonly string[] =>
  sender === undefined ? [] : [`from ${senderWords(sender, voice)}`];
