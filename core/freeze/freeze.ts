import { checkGraph } from '../check/check-graph.ts';
import type { Code } from '../check/codes.ts';
import type { Finding } from '../check/finding.ts';
import type { Waiver } from '../check/waiver.ts';
import type { Frozen } from '../frozen.ts';
import { againIn } from './again.ts';
import { type Draft, draftOf, refuse, type Spot, within } from './draft.ts';
import { enterIn } from './enter.ts';
import { type Fields, isFields, onlyWords, spell } from './fields.ts';
import { nameIn } from './names.ts';
import { layAll, plansIn, stagesOf } from './stages.ts';
import { idIn } from './text.ts';
import type { Vocabulary } from './vocabulary.ts';
import { waiversIn } from './waivers.ts';
import { wheneverIn } from './whenever.ts';

/** Either the journey in its flat form, with what it asks to be let off, or all that is wrong with it. */
export type Freezing =
  | Readonly<{ frozen: Frozen; waivers: readonly Waiver[]; problems?: undefined }>
  | Readonly<{ frozen?: undefined; waivers?: undefined; problems: readonly Finding[] }>;

/**
 * What a journey says, as the engine walks it: every step named, every condition a sentence, nothing left to code. Pure, never throws.
 * Nothing is believed: what the types refuse is refused here too, and so is every word that is not carried out yet.
 */
export function freeze(journey: unknown, words: Vocabulary): Freezing {
  const said = isFields(journey) ? journey : {};
  const id = said['id'];
  const draft = draftOf({
    journey: typeof id === 'string' ? id : '',
    topic: said['topic'],
    words,
  });
  const spot: Spot = { draft, path: [] };
  if (said['language'] !== 1) {
    const what = `${spell(journey)} is no journey of this language.`;
    refuse(spot, { code: 'L000', what, mend: "Write it with journey('…', { … })." });
    return { problems: draft.findings };
  }
  if (!isPlain(said)) {
    const what = 'It holds itself, or something that is no plain data.';
    refuse(spot, { code: 'L000', what, mend: 'Write it of words of the language alone.' });
    return { problems: draft.findings };
  }
  const frozen = frozenOf(spot, said);
  const waivers = waiversIn(within(spot, 'waive'), said['waive']);
  const problems = [...draft.findings, ...graphOf(draft.findings, frozen)];
  return problems.length > 0 ? { problems } : { frozen, waivers };
}

/** Whether it can be walked through at all: a list that holds itself never ends. */
function isPlain(said: Fields): boolean {
  try {
    JSON.stringify(said);
    return true;
  } catch {
    return false;
  }
}

function frozenOf(spot: Spot, said: Fields): Frozen {
  onlyWords(spot, said, [
    'language',
    'id',
    'topic',
    'during',
    'enter',
    'again',
    'priority',
    'whenever',
    'stages',
    'waive',
  ]);
  const { draft } = spot;
  const plans = plansIn(spot, said['stages']);
  const whenever = wheneverIn(within(spot, 'whenever'), said);
  layAll(plans);
  const enter = enterIn(within(spot, 'enter'), said['enter']);
  return {
    language: 1,
    journey: idIn(within(spot, 'id'), said['id']),
    topic: nameIn(within(spot, 'topic'), said['topic'], 'topic'),
    priority: priorityIn(within(spot, 'priority'), said['priority']),
    ...againIn(within(spot, 'again'), said['again'], enter),
    ...duringIn(within(spot, 'during'), said['during']),
    enter,
    stages: stagesOf(spot),
    whenever,
    steps: Object.fromEntries(draft.steps),
    facts: Object.fromEntries(draft.facts),
    ...scoresOf(draft),
  };
}

const duringIn = (spot: Spot, during: unknown): Pick<Frozen, 'during'> =>
  during === undefined ? {} : { during: nameIn(spot, during, 'window') };

/** The scores that it asks about, and no others: what counts into the rest may change without making a new version. */
function scoresOf({ facts, words }: Draft): Pick<Frozen, 'scores'> {
  const asked = new Set([...facts.values()].flatMap((ask) => ('axis' in ask ? [ask.axis] : [])));
  const axes = [...(words.axes ?? [])].filter(([name]) => asked.has(name));
  return axes.length > 0 ? { scores: Object.fromEntries(axes) } : {};
}

function priorityIn(spot: Spot, priority: unknown): number {
  if (priority === undefined) return 1;
  if (typeof priority === 'number' && Number.isFinite(priority) && priority >= 0) return priority;
  const mend = 'Say a number: 1 is usual, the higher speaks first.';
  refuse(spot, { code: 'L000', what: `${spell(priority)} is no priority.`, mend });
  return 1;
}

/** Refusals after which the graph has holes: its own rules would only say the same again, and worse. */
const holes: ReadonlySet<Code> = new Set<Code>([
  'L000',
  'L030',
  'L031',
  'J105',
  'J502',
  'G001',
  'G002',
  'G003',
]);

const graphOf = (findings: readonly Finding[], frozen: Frozen): readonly Finding[] =>
  findings.some(({ code }) => holes.has(code)) ? [] : checkGraph(frozen);
