import type { Finding } from '../check/finding.ts';
import type { BuildGoal, Goal, GrowGoal } from '../goal.ts';
import { draftOf, refuse, type Spot, within } from './draft.ts';
import { type Fields, isFields, listOf, onlyWords, spell } from './fields.ts';
import { spanIn } from './length.ts';
import { dayIn } from './moment.ts';
import { nameIn } from './names.ts';
import { ruleIn } from './rule.ts';
import { textIn } from './text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The goals that could be read, and all that is wrong with the others. */
export type FreezingGoals = Readonly<{
  goals: readonly Goal[];
  problems: readonly Finding[];
}>;

/** Goals as they are judged and said: every condition a sentence, nothing left to code. `name` is what the list is called. Pure, never throws. */
export function freezeGoals(name: string, said: unknown, words: Vocabulary): FreezingGoals {
  const goals: Goal[] = [];
  const problems: Finding[] = [];
  for (const [i, one] of listOf(said).entries()) {
    // goals are said of no journey in particular
    const draft = draftOf({ journey: '', topic: undefined, words });
    const spot: Spot = { draft, path: [name, `${i + 1}`] };
    const goal = goalIn(spot, one);
    const wrong = spot.draft.findings;
    if (goal && wrong.length === 0) goals.push(goal);
    for (const { journey: _, ...finding } of wrong) problems.push(finding);
  }
  return { goals, problems };
}

function goalIn(spot: Spot, said: unknown): Goal | undefined {
  if (isFields(said) && 'grow' in said) return growIn(spot, said);
  if (isFields(said) && 'build' in said) return buildIn(spot, said);
  const mend = "Say grow('…', { … }) or build('…', { … }).";
  refuse(spot, { code: 'L000', what: `${spell(said)} is no goal.`, mend });
  return undefined;
}

function growIn(spot: Spot, said: Fields): GrowGoal {
  onlyWords(spot, said, ['grow', 'to', 'per', 'by', 'keeping', 'scoreVersion']);
  return {
    kind: 'grow',
    path: spot.path.join(' › '),
    stage: nameIn(spot, said['grow'], 'stage'),
    to: countIn(within(spot, 'to'), said['to']),
    per: periodIn(within(spot, 'per'), said['per']),
    by: dayIn(within(spot, 'by'), said['by']),
    keeping: keepingIn(within(spot, 'keeping'), said['keeping']),
    ...(said['scoreVersion'] !== undefined && {
      scoreVersion: textIn(within(spot, 'scoreVersion'), said['scoreVersion']),
    }),
  };
}

/** The types ask for it; here it is refused under the name of its rule. */
function keepingIn(spot: Spot, keeping: unknown): GrowGoal['keeping'] {
  if (!isFields(keeping)) {
    refuse(spot, {
      code: 'J201',
      what: 'A volume alone is no goal: nothing says what becomes of them.',
      mend: "Say how many must come how far: keeping: { atLeast: 0.4, reach: '…', within: '30 days' }.",
    });
    return { atLeast: 0, reach: '', within: '' };
  }
  onlyWords(spot, keeping, ['atLeast', 'reach', 'within']);
  const { reach } = keeping;
  return {
    atLeast: shareIn(within(spot, 'atLeast'), keeping['atLeast']),
    reach: reach === 'won' ? 'won' : nameIn(within(spot, 'reach'), reach, 'stage'),
    within: maturityIn(within(spot, 'within'), keeping['within']),
  };
}

function maturityIn(spot: Spot, said: unknown): string {
  if (said !== undefined) return spanIn(spot, said);
  refuse(spot, {
    code: 'J204',
    what: 'It does not say after how long its rate is measured.',
    mend: "Say so: within: '30 days'.",
  });
  return '';
}

function buildIn(spot: Spot, said: Fields): BuildGoal {
  onlyWords(spot, said, ['build', 'proof', 'from', 'to', 'by']);
  const proof = ruleIn(within(spot, 'proof'), said['proof']);
  return {
    kind: 'build',
    path: spot.path.join(' › '),
    what: textIn(spot, said['build']),
    proof,
    facts: Object.fromEntries(spot.draft.facts),
    from: shareIn(within(spot, 'from'), said['from']),
    to: shareIn(within(spot, 'to'), said['to']),
    by: dayIn(within(spot, 'by'), said['by']),
  };
}

function countIn(spot: Spot, said: unknown): number {
  if (typeof said === 'number' && Number.isInteger(said) && said > 0) return said;
  refuse(spot, {
    code: 'L000',
    what: `${spell(said)} is no number of people.`,
    mend: 'Say a whole number: to: 120.',
  });
  return 0;
}

function shareIn(spot: Spot, said: unknown): number {
  if (typeof said === 'number' && said >= 0 && said <= 1) return said;
  refuse(spot, {
    code: 'L000',
    what: `${spell(said)} is no share of people.`,
    mend: 'Say a number from 0 to 1: 0.45 is 45 %.',
  });
  return 0;
}

function periodIn(spot: Spot, said: unknown): GrowGoal['per'] {
  if (said === 'month' || said === 'quarter') return said;
  const mend = "Say 'month' or 'quarter'.";
  refuse(spot, { code: 'L000', what: `${spell(said)} is no period.`, mend });
  return 'quarter';
}
