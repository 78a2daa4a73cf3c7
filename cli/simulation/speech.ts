import { sayLocal } from '../../core/calendar/local-time.ts';
import type { Instant, Rule } from '../../core/fact.ts';
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

/** A condition of a journey as people say it. */
export const sayCondition = (rule: Rule, _journey: string, _speech: Speech): string =>
  sayRule(rule);

const sayLength = (time: Time): string => sayTime(time);

/** 'because did demo.requested', '3 days later', 'in 4 days not: did workspace.invited'. */
export function sayReason(reason: Reason, journey: string, speech: Speech): string {
  switch (reason.way) {
    case 'when':
    case 'met':
      return `because ${sayCondition(reason.rule, journey, speech)}`;
    case 'called':
      return `called by: ${sayCondition(reason.rule, journey, speech)}`;
    case 'late': {
      const by = typeof reason.time === 'string' ? `in ${reason.time}` : `by ${reason.time.moment}`;
      return `${by} not: ${sayCondition(reason.rule, journey, speech)}`;
    }
    case 'otherwise':
      return `because nothing else of ‘${stepName(reason.step)}’ fits`;
    case 'after':
      return typeof reason.time === 'string'
        ? `${reason.time} later`
        : `it was ${sayLength(reason.time)}`;
  }
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
