import type { Rule } from '../fact.ts';
import type { Ask, Axis, Frozen, Match, Worth } from '../frozen.ts';
import { matches } from '../did.ts';
import { sayRule } from '../say-rule.ts';
import { sentence } from '../freeze/sentence.ts';
import type { Book } from './book.ts';

/** By what the intent of the people of one journey is judged. */
export type Ground = Readonly<{ journey: Frozen; scores: NonNullable<Frozen['scores']> }>;

/** A journey's own scores are those it was frozen with; the house's stand in for what it does not ask about. Pure. */
export const groundOf = (book: Pick<Book, 'scores'>, journey: Frozen): Ground => ({
  journey,
  scores: { ...book.scores, ...journey.scores },
});

/** An answer to a mail is a raised hand, whatever the scores say. */
export const HAND_RAISED = 'mail.replied';
/** A click is interest; what others did to them, or what Perennial tells, is nothing they want. */
const NO_INTENT: readonly string[] = [
  'mail.clicked',
  'journey.ended',
  'handoff.accepted',
  'handoff.rejected',
  'deal.won',
  'deal.lost',
];

/** Whether the answer yes shows that they want to buy. Pure. */
export function isEvidence(ask: Ask, ground: Ground): boolean {
  if (ask.kind === 'score') return ask.axis === 'intent' && ask.atLeast > 0;
  if (ask.kind !== 'did') return false;
  if (ask.event === HAND_RAISED) return true;
  const { intent, engagement } = ground.scores;
  if (intent !== undefined) return signals(intent).some((signal) => covers(signal, ask));
  const teaches = engagement !== undefined && signals(engagement).some((s) => covers(s, ask));
  return !teaches && !NO_INTENT.includes(ask.event) && !isEntrance(ask.event, ground);
}

/** Everybody who came in by it has done it: without scores it tells nothing. */
const isEntrance = (event: string, { journey }: Ground): boolean =>
  journey.enter.some((door) => 'on' in door && door.on === event);

type DidAsk = Extract<Ask, { kind: 'did' }>;

const signals = (axis: Axis): readonly DidAsk[] =>
  axis.worth.flatMap(({ points, signal }: Worth) =>
    points > 0 && signal.kind === 'did' ? [signal] : [],
  );

/** Whether whoever did what is asked has given the signal. */
const covers = (signal: DidAsk, ask: DidAsk): boolean =>
  signal.event === ask.event &&
  (ask.times ?? 1) >= (signal.times ?? 1) &&
  Object.entries(signal.where ?? {}).every(([name, match]) => implies(ask.where?.[name], match));

function implies(said: Match | undefined, match: Match): boolean {
  if (said === undefined) return false;
  if (JSON.stringify(said) === JSON.stringify(match)) return true;
  if (Array.isArray(said)) return said.every((one) => matches({ it: match }, { it: one }));
  if (typeof said !== 'object') return matches({ it: match }, { it: said });
  return isWithin(said as Bound, match as Bound);
}

type Bound = Readonly<{ atLeast?: number; under?: number; startsWith?: string }>;
function isWithin(said: Bound, match: Bound): boolean {
  if (match.atLeast !== undefined) return (said.atLeast ?? -Infinity) >= match.atLeast;
  if (match.under !== undefined) return (said.under ?? Infinity) <= match.under;
  return match.startsWith !== undefined && said.startsWith?.startsWith(match.startsWith) === true;
}

/**
 * Whether the rule can only be `truth` for somebody who has shown intent: of `any` each part must show it, of `all` one is enough, and a
 * `not` turns both round. Pure.
 */
export function showsIntent(rule: Rule, ground: Ground, truth = true): boolean {
  if (typeof rule === 'string') {
    const ask = ground.journey.facts[rule];
    return truth && ask !== undefined && isEvidence(ask, ground);
  }
  if ('not' in rule) return showsIntent(rule.not, ground, !truth);
  const parts = 'all' in rule ? rule.all : rule.any;
  const shows = (part: Rule): boolean => showsIntent(part, ground, truth);
  return 'all' in rule === truth ? parts.some(shows) : parts.length > 0 && parts.every(shows);
}

/** The part of a rule that is enough without any intent, as one reads it. Pure. */
export function enoughWithout(rule: Rule, ground: Ground): string {
  const part =
    typeof rule === 'object' && 'any' in rule
      ? rule.any.find((one) => !showsIntent(one, ground))
      : undefined;
  return part === undefined ? sayRule(rule) : enoughWithout(part, ground);
}

/** What counts as intent here, in one sentence. Pure. */
export function whatCounts({ scores }: Ground): string {
  const deeds = scores.intent && signals(scores.intent).map((signal) => sentence(signal));
  if (deeds === undefined)
    return 'No score of intent says what counts here, so an answer to a mail counts, and whatever they do besides coming in, learning and clicking.';
  const named = deeds.length > 4 ? [...deeds.slice(0, 4), '…'] : deeds;
  return `What counts as intent: an intent score, an answer to a mail${named.length > 0 ? `, ${named.join(', ')}` : ''}, or an accepted offer.`;
}
