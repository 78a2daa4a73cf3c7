import { sayLocal } from '../../core/calendar/local-time.ts';
import type { Instant, Rule } from '../../core/fact.ts';
import { sayEvent } from '../../core/english/says.ts';
import { condition, dueWords, limitWords, type Voice } from '../../core/english/voice.ts';
import type { Frozen, Time } from '../../core/frozen.ts';
import { sayRule } from '../../core/say-rule.ts';
import { sayTime } from '../../core/time.ts';
import type { Reason } from '../../simulator/happening.ts';
import type { Setup } from '../../simulator/setup.ts';

/** What a calendar is told with: the house and its journeys, and the zone of whoever it is about. */
export type Speech = Readonly<{ setup: Setup; zone: string }>;

/** 'Mon 11 Jan 2027 10:30', by the clock on their wall. Days of one digit are set apart, so that columns stand. */
export const sayWhen = (at: Instant, { setup, zone }: Speech): string =>
  sayLocal(at, setup.sliceFor(zone, at))
    .replace(',', '')
    .replace(/ (\d) /, '  $1 ');

/** The same in the middle of a sentence. */
export const sayDate = (at: Instant, speech: Speech): string =>
  sayWhen(at, speech).replace('  ', ' ');

const journeyNamed = ({ setup }: Speech, id: string): Frozen | undefined =>
  setup.versions.values().find(({ journey }) => journey === id);

const voiceOf = (journey: string, speech: Speech): Voice | undefined => {
  const frozen = journeyNamed(speech, journey);
  return frozen && { journey: frozen, house: speech.setup.house };
};

/** A condition of a journey as people say it: 'they asked for a demo'. */
export function sayCondition(rule: Rule, journey: string, speech: Speech): string {
  const voice = voiceOf(journey, speech);
  return voice ? condition(rule, voice) : sayRule(rule);
}

/** 'because they asked for a demo', '3 days later', 'in 4 days they never invited their team'. */
export function sayReason(reason: Reason, journey: string, speech: Speech): string {
  switch (reason.way) {
    case 'when':
    case 'met':
      return `because ${sayCondition(reason.rule, journey, speech)}`;
    case 'called':
      return `at once, because ${sayCondition(reason.rule, journey, speech)}`;
    case 'late':
      return sayLate(reason, journey, speech);
    case 'otherwise':
      return `because nothing else of ‘${stepName(reason.step)}’ fits`;
    case 'after':
      return sayAfter(reason.time, journey, speech);
  }
}

function sayLate(
  { rule, time }: Extract<Reason, { way: 'late' }>,
  journey: string,
  speech: Speech,
): string {
  const voice = voiceOf(journey, speech);
  const limit = voice ? limitWords(time, voice) : `in ${sayTime(time)}`;
  return typeof rule === 'string'
    ? `${limit} ${sayCondition({ not: rule }, journey, speech)}`
    : `${limit} not so: ${sayCondition(rule, journey, speech)}`;
}

function sayAfter(time: Time, journey: string, speech: Speech): string {
  const voice = voiceOf(journey, speech);
  if (typeof time === 'string') return `${time} later`;
  return voice ? dueWords(time, voice).replace(/^not before /, 'it was ') : sayTime(time);
}

/** What they did, in the house's own words where it has some: 'asked for a demo'. */
export function sayDid(event: string, { setup }: Speech): string {
  const said = sayEvent(event, setup.house.says ?? {});
  return said.startsWith('did ‘') ? event : said; // nobody has words for it
}

/** 'wants-it' of 'nurture.wants-it'. */
export const stepName = (step: string): string => step.slice(step.indexOf('.') + 1);

/** 'New business' of 'new-business', as the house calls it. */
export const teamName = (team: string, { setup }: Speech): string =>
  setup.house.teams[team]?.name ?? team;

/** 'Rosa Lindgren' of 'rosa', whichever team she is in. */
export const repName = (rep: string, { setup }: Speech): string =>
  Object.values(setup.house.teams)
    .flatMap(({ reps }) => reps)
    .find(({ id }) => id === rep)?.name ?? rep;

/** Who owns a stage of a journey. */
export const ownerOf = (journey: string, stage: string, speech: Speech): string =>
  journeyNamed(speech, journey)?.stages[stage]?.owner ?? 'marketing';

/** 'plan: team, endsAt: Wed 10 Feb 2027 10:30' */
export const sayProps = (props: Readonly<Record<string, unknown>>, speech: Speech): string =>
  Object.entries(props)
    .map(([name, value]) => `${name}: ${sayValue(value, speech)}`)
    .join(', ');

function sayValue(value: unknown, speech: Speech): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))
    return sayDate(Date.parse(value), speech);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
