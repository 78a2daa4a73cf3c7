import type { Rule } from './fact.ts';
import type { Ask } from './frozen.ts';
import type { Length } from './length.ts';
import { sayRule } from './say-rule.ts';

/** 'YYYY-MM-DD'. */
export type Day = string;

/** So many people, and how many of them must come how far: never volume alone. */
export type GrowGoal = Readonly<{
  kind: 'grow';
  /** Where it was said: 'goals2027 › 1'. */
  path: string;
  stage: string;
  to: number;
  per: 'month' | 'quarter';
  by: Day;
  keeping: Readonly<{
    /** A share: 0.45 is 45 %. */
    atLeast: number;
    /** A stage, or 'won'. */
    reach: string;
    /** How long after they came the rate is measured: before that it is too early to tell. */
    within: Length;
  }>;
  /** The scores that were in force when it was agreed: with others the series breaks. */
  scoreVersion?: string;
}>;
/** Something made better, and what proves it. */
export type BuildGoal = Readonly<{
  kind: 'build';
  path: string;
  what: string;
  proof: Rule;
  /** What the fold must find out for each sentence of the proof. */
  facts: Readonly<Record<string, Ask>>;
  /** Shares of those who enter. */
  from: number;
  to: number;
  by: Day;
}>;
export type Goal = GrowGoal | BuildGoal;

/** A goal as one sentence. Pure. */
export function sayGoal(goal: Goal): string {
  const by = `By ${sayDay(goal.by)}`;
  if (goal.kind === 'build')
    return `${by}: “${goal.what}”, proved when ${percent(goal.to)} instead of ${percent(goal.from)} of those who enter ${sayRule(goal.proof)}.`;
  const { to, per, stage, keeping } = goal;
  const rate = `at least ${percent(keeping.atLeast)} ${keeping.reach === 'won' ? 'are won' : `reach ${keeping.reach}`}`;
  return `${by}: ${to} a ${per} reach ${stage}, and of them ${rate} within ${keeping.within}.`;
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** '31 March 2027' of '2027-03-31'. Pure. */
function sayDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}
