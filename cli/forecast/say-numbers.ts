import type { Forecast, RateName } from '../../simulator/forecast/forecast.ts';
import type { TeamLoad } from '../../simulator/forecast/team-load.ts';
import { isFew, type Rate } from '../../simulator/forecast/wilson.ts';
import { civilOf, dayOf, sayDay } from '../../core/calendar/day.ts';
import { grouped } from '../output.ts';
import { percent } from './say-assumptions.ts';

/** A number with its name; `few`: told by too few people to build on. */
export type Told = Readonly<{ name: string; says: string; few?: boolean }>;

const NAMES: readonly (readonly [RateName, string])[] = [
  ['educateShare', 'educate share of mails'],
  ['offered', 'people offered to sales'],
  ['acceptance', 'acceptance of answered offers'],
  ['unworked', 'offers that nobody answered in time'],
  ['won', 'people won'],
  ['recycledThenWon', 'of them after a recycle'],
  ['atCap', 'people who got a full week of mails'],
  ['heldByCap', 'people for whom the cap held a mail back'],
  ['unsubscribes', 'people who unsubscribed'],
  ['unsubscribesPerMail', 'unsubscribes of mails'],
];

/** The shares, each with its interval and of how many. */
export const sayRates = ({ rates }: Forecast): readonly Told[] =>
  NAMES.flatMap(([name, text]) => {
    const rate = rates[name];
    return rate === undefined ? [] : [{ name: text, says: sayRate(rate), few: isFew(rate) }];
  });

/** '62.5 % (47–77.6 %), 25 of 40' */
export const sayRate = ({ share, low, high, of, n }: Rate): string =>
  `${percent(share)} (${percent(low).replace(' %', '')}–${percent(high)}), ${grouped(of)} of ${grouped(n)}`;

export function sayMails({ mails }: Forecast): readonly Told[] {
  const { educate, convert, perDay, peak, perPerson } = mails;
  return [
    {
      name: 'mails',
      says: `${grouped(educate + convert)}: ${grouped(educate)} educate, ${grouped(convert)} convert`,
    },
    {
      name: 'mails a day',
      says: `${short(perDay)}; most on ${peak ? sayLongDay(peak.day) : 'no day'}: ${grouped(peak?.mails ?? 0)}`,
    },
    {
      name: 'a person gets',
      says: `half of them ${perPerson.median} or fewer, nine of ten ${perPerson.p90} or fewer, nobody more than ${perPerson.most}`,
    },
  ];
}

/** What a team is in for, line by line. */
export function sayTeam(team: TeamLoad, from: string): readonly string[] {
  const most = Math.max(0, ...team.weekly);
  const first = (dayOf(from) ?? 0) + 7 * team.weekly.indexOf(most);
  const able = team.capacity;
  const full = able === undefined ? '' : `, ${percent(most / able)} of what it can look at`;
  return [
    `${offers(team.offers)}; the busiest week, from ${sayLongDay(sayDay(first))}: ${grouped(most)}${full}`,
    ...sayAttention(team),
    saySlots(team),
  ];
}

function sayAttention({ attention }: TeamLoad): readonly string[] {
  if (attention === undefined) return [];
  const { median, p90, most, late, line, closed } = attention;
  const queue =
    most === 0
      ? 'queue until somebody looks: none'
      : `queue until somebody looks: half wait ${short(median)} working hours or less, nine of ten ${short(p90)}, the last one ${short(most)}; up to ${grouped(line)} in line`;
  return [
    queue,
    ...(late > 0 ? [`${offers(late)} would run out in that queue`] : []),
    ...(closed > 0
      ? [`${offers(closed)} would run out before the team works at all: mind answerIn`]
      : []),
  ];
}

function saySlots({ slots, atOnce }: TeamLoad): string {
  if (slots === undefined) return `open at once: up to ${grouped(atOnce)}; the house sets no limit`;
  const { open, queued, median, p90, line } = slots;
  if (queued === 0) return `open at once: up to ${grouped(atOnce)} of ${grouped(open)}`;
  return `open at once: ${grouped(open)} by the house, ${grouped(atOnce)} wanted; ${grouped(queued)} would wait for a free place, half ${short(median)} days or less, nine of ten ${short(p90)}; up to ${grouped(line)} in line`;
}

const offers = (count: number): string => `${grouped(count)} ${count === 1 ? 'offer' : 'offers'}`;

export const short = (value: number): string =>
  value >= 100 ? grouped(Math.round(value)) : String(Number(value.toFixed(value >= 10 ? 0 : 1)));

const WEEKDAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** 'Mon 31 May 2027' */
export function sayLongDay(day: string): string {
  const { year, month, date, weekday } = civilOf(dayOf(day) ?? 0);
  return `${WEEKDAYS[weekday - 1]} ${date} ${MONTHS[month - 1]} ${year}`;
}
/** 'May 2027' of '2027-05' */
export const sayMonth = (month: string): string =>
  `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
