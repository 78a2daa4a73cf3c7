import type {
  AssistStep,
  BranchStep,
  FrozenStep,
  OfferStep,
  SplitStep,
  StepId,
} from '../frozen.ts';
import { type ByKind, sayByKind } from './by-kind.ts';
import { shortList } from './list.ts';
import { plainWords } from './says.ts';
import { condition, limitWords, type Voice } from './voice.ts';

/** A way from a step to another, and what leads that way; nothing: there is no other. */
export type Way = Readonly<{ to: StepId; when?: string }>;

/** Every way on from a step, each with what leads there in English. Ways of one kind to one place are one. Pure, total. */
export const waysOf = (step: FrozenStep, voice: Voice): readonly Way[] =>
  sayByKind(WAYS, step, voice);

const branchWays = (step: BranchStep, voice: Voice): readonly Way[] => [
  ...step.cases.flatMap(({ when, next }) =>
    when === undefined ? [] : [{ to: next, when: `if ${condition(when, voice)}` }],
  ),
  { to: step.next, when: 'otherwise' },
];

function splitWays({ arms }: SplitStep): readonly Way[] {
  const sum = Object.values(arms).reduce((total, { share }) => total + share, 0);
  return Object.entries(arms).map(([arm, { share, next }]) => ({
    to: next,
    when: `‘${plainWords(arm)}’, ${sum > 0 ? Math.round((100 * share) / sum) : 0} %`,
  }));
}

const offerWays = (step: OfferStep): readonly Way[] => [
  { to: step.accepted, when: 'accepted' },
  ...byReason(step.rejected, 'rejected'),
  { to: step.unworked, when: `no answer in ${step.answerIn}, or not ready any more` },
];

const assistWays = ({ won, lost, returned, quiet }: AssistStep): readonly Way[] => [
  { to: won, when: 'won' },
  ...(typeof lost === 'string' ? [{ to: lost, when: 'lost' }] : byReason(lost, 'lost')),
  { to: returned, when: 'given back' },
  { to: quiet.next, when: `nothing heard for ${quiet.after}` },
];

/** Reasons that lead to one place are told together. */
function byReason(ways: Readonly<Record<string, StepId>>, what: string): readonly Way[] {
  return [...new Set(Object.values(ways))].map((to) => {
    const reasons = Object.keys(ways).filter((reason) => ways[reason] === to);
    return { to, when: `${what} as ${shortList(reasons.map(plainWords), 'or')}` };
  });
}

const WAYS: ByKind<Voice, readonly Way[]> = {
  touch: ({ next }) => [{ to: next }],
  series: ({ until, next }) => [
    { to: next, ...(until !== undefined && { when: 'as soon as they do' }) },
  ],
  waitFor: ({ met, late, atMost }, voice) => [
    { to: met, when: 'as soon as they do' },
    { to: late, when: `if not ${limitWords(atMost, voice)}` },
  ],
  branch: branchWays,
  split: splitWays,
  task: ({ next }) => [{ to: next }],
  to: ({ next }) => [{ to: next }],
  offer: offerWays,
  assist: assistWays,
  end: () => [],
};
