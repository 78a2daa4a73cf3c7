import {
  type Demand,
  type Frozen,
  type FrozenStep,
  type Owner,
  stageOf,
  type StepId,
} from '../frozen.ts';
import { sayEntrance } from './entrance.ts';
import { explainScores } from './explain-scores.ts';
import { explainStep } from './explain-step.ts';
import { landing } from './landing.ts';
import { clauseList } from './list.ts';
import { plainWords } from './says.ts';
import { capital, condition, dueWords, type Voice } from './voice.ts';
import { waysOf } from './ways.ts';

/** One step: its number, what happens, and where it leads if not just to the next. */
export type ExplainedStep = Readonly<{
  number: string;
  step: StepId;
  says: string;
  ways: readonly string[];
}>;
export type ExplainedStage = Readonly<{
  stage: string;
  owner: Owner;
  demand: Demand;
  says: string;
  steps: readonly ExplainedStep[];
}>;
/** A journey in plain English, for people who read no code. */
export type Explained = Readonly<{
  journey: string;
  about: string;
  enter: readonly string[];
  /** What is heard wherever they are. */
  anytime: readonly string[];
  scores: readonly string[];
  stages: readonly ExplainedStage[];
}>;

type Told = Voice & Readonly<{ numbers: ReadonlyMap<StepId, string> }>;

/** Who owns each stage, what people get there and when, what we wait for, and what happens then. Pure, total. */
export function explainJourney(voice: Voice): Explained {
  const { journey, house } = voice;
  const told: Told = { ...voice, numbers: numbersOf(journey) };
  return {
    journey: journey.journey,
    about: house.topics[journey.topic]?.name ?? plainWords(journey.topic),
    enter: [
      ...journey.enter.map(
        (entrance) => `When ${sayEntrance(entrance, voice)}: ${whereTo(entrance.at, told)}.`,
      ),
      again(journey),
      ...confirmation(voice),
    ],
    anytime: journey.whenever.map(
      ({ when, at }) => `As soon as ${condition(when, voice)}: ${whereTo(at, told)}.`,
    ),
    scores: explainScores(voice),
    stages: Object.entries(journey.stages).map(([stage, { owner, demand, recycle }]) => ({
      stage,
      owner,
      demand,
      says: `${OWNERS[owner]}${recycle === true ? ' Any other journey may take over here.' : ''}`,
      steps: stepsIn(stage, told),
    })),
  };
}

/** A consent of its own ground needs none, but that is for whoever imports. */
function confirmation({ journey, house }: Voice): readonly string[] {
  const mail = house.topics[journey.topic]?.confirm;
  return mail === undefined
    ? []
    : [
        `Whoever asked for this topic confirms it first, by the link in ‘${mail}’; until then no mail leaves.`,
      ];
}

const OWNERS: Readonly<Record<Owner, string>> = {
  marketing: 'Marketing writes to them.',
  sales: 'Sales has them; marketing is silent.',
  success: 'Customer success has them; marketing is silent.',
};

/** Steps that only lead on, and ends, are told where they are led to. */
function numbersOf({ steps, stages }: Frozen): ReadonlyMap<StepId, string> {
  const told = Object.keys(steps).filter(
    (id) => steps[id]?.kind !== 'to' && steps[id]?.kind !== 'end',
  );
  return new Map(
    Object.keys(stages).flatMap((stage, i) =>
      told
        .filter((id) => id.startsWith(`${stage}.`))
        .map((id, k) => [id, `${i + 1}.${k + 1}`] as const),
    ),
  );
}

function stepsIn(stage: string, told: Told): readonly ExplainedStep[] {
  const ids = [...told.numbers.keys()].filter((id) => stageOf(id) === stage);
  return ids.flatMap((id, i) => {
    const step = told.journey.steps[id];
    if (step === undefined) return [];
    const number = told.numbers.get(id) ?? '';
    const ways = waysFrom(id, step, { ...told, next: ids[i + 1] });
    return [{ number, step: id, says: explainStep(step, told), ways }];
  });
}

/** Ways to one place are told at once; the only way, if it is just to the next line, not at all. */
function waysFrom(
  id: StepId,
  step: FrozenStep,
  told: Told & Readonly<{ next: StepId | undefined }>,
): readonly string[] {
  const by = new Map<string, string[]>();
  for (const { to, when } of waysOf(step, told)) {
    const { at, waits } = landing(told.journey, to);
    if (when === undefined && at === told.next && waits.length === 0) continue;
    const where = whereTo(to, told, stageOf(id));
    by.set(where, [...(by.get(where) ?? []), ...(when === undefined ? [] : [when])]);
  }
  return [...by].map(([where, whens]) =>
    whens.length === 0 ? `Then ${where}.` : `${capital(clauseList(whens, 'or'))}: ${where}.`,
  );
}

/** 'on to 2.1 (nurture)', '1 week later, the journey ends: won'. */
function whereTo(to: StepId, told: Told, from?: string): string {
  const { at, waits } = landing(told.journey, to);
  const step = told.journey.steps[at];
  const due = [...waits, ...(step?.kind === 'end' ? (step.due ?? []) : [])];
  const before = due.map((time) => `${dueWords(time, told)}, `).join('');
  if (step?.kind === 'end') return `${before}the journey ends: ${plainWords(step.as)}`;
  const stage = stageOf(at);
  return `${before}on to ${told.numbers.get(at) ?? at}${stage === from ? '' : ` (${stage})`}`;
}

function again({ again: rule }: Frozen): string {
  if (rule === 'never') return 'Everyone comes in once in their life.';
  if (rule === undefined) return 'They may come in again whenever they are through.';
  return 'after' in rule
    ? `They may come in again ${rule.after} after the last time.`
    : `They may come in once for each ‘${plainWords(rule.per.property)}’ of ‘${plainWords(rule.per.of)}’.`;
}
