import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf, sayDay } from '../../core/calendar/day.ts';
import { createEngine } from '../../mail/liquid-engine.ts';
import type { Forecast } from '../../simulator/forecast/forecast.ts';
import type { TeamLoad } from '../../simulator/forecast/team-load.ts';
import { grouped } from '../output.ts';
import { barsOf, levelOf, monthMarks, roundUp, stacked } from './chart.ts';
import type { Shown } from './print.ts';
import { APPROXIMATIONS } from './say-assumptions.ts';
import { sayLongDay, sayMails, sayRates, sayTeam, short } from './say-numbers.ts';

/** A forecast as one page that needs nothing else: no scripts, no other files. The same forecast, the same bytes. */
export async function forecastPage(shown: Shown): Promise<string> {
  const [template, style] = await Promise.all(
    ['page.liquid', 'page.css'].map((name) => readFile(join(import.meta.dirname, name), 'utf8')),
  );
  return createEngine('html').parse(template ?? '')({ style, ...viewOf(shown) });
}

function viewOf({ forecast, assumptions, model }: Shown): Readonly<Record<string, unknown>> {
  const { journey, people, seed, from, to, daily, mails, rates, handoffs } = forecast;
  const days = daily.educate.length;
  return {
    journey,
    people: grouped(people),
    seed,
    model,
    from: sayLongDay(from),
    to: sayLongDay(to),
    months: monthMarks(from, days),
    headline: [
      { big: short(mails.perPerson.median), says: 'mails to the median person' },
      {
        big: grouped(mails.peak?.mails ?? 0),
        says: `mails on the fullest day${mails.peak ? `, ${sayLongDay(mails.peak.day)}` : ''}`,
      },
      {
        big: rates.educateShare ? `${Math.round(rates.educateShare.share * 1000) / 10} %` : '–',
        says: 'of all mails educate',
      },
      { big: grouped(handoffs.offers), says: 'offers to sales' },
      {
        big: grouped(forecast.counts.won),
        says: `won, ${grouped(forecast.counts.wonAfterRecycle)} of them after a recycle`,
      },
    ],
    stages: stagesOf(forecast),
    mails: mailsOf(forecast),
    numbers: [...sayMails(forecast), ...sayRates(forecast)],
    teams: handoffs.teams.map((team) => teamOf(team, from)),
    assumptions,
    approximations: APPROXIMATIONS,
  };
}

const ENDS: Readonly<Record<string, string>> = {
  'end:won': 'won',
  'end:unsubscribed': 'unsubscribed',
};

/** The ends at the bottom, those who are still to come on top. */
function stagesOf({ places, daily, people }: Forecast) {
  const stages = places.filter(({ kind }) => kind === 'stage');
  const ends = places.filter(({ kind }) => kind === 'end');
  const outside = places.filter(({ kind }) => kind === 'outside');
  const inOrder = [...ends, ...stages.toReversed(), ...outside];
  const colour = (id: string): string => {
    if (id === 'outside') return 'outside';
    if (id.startsWith('end:')) return ENDS[id] ?? 'left';
    return `p${stages.findIndex((stage) => stage.id === id) % 6}`;
  };
  const series = inOrder.map(({ id }) => ({ id, values: daily.people[id] ?? [] }));
  return {
    shapes: stacked(series, people).map(({ id, path }) => ({
      path,
      colour: colour(id),
      name: places.find((place) => place.id === id)?.name,
    })),
    most: grouped(people),
    half: grouped(Math.round(people / 2)),
    legend: [...outside, ...stages, ...ends].map(({ id, name }) => ({
      name,
      colour: colour(id),
      now: grouped(daily.people[id]?.at(-1) ?? 0),
    })),
  };
}

function mailsOf({ daily, mails }: Forecast) {
  const most = roundUp(mails.peak?.mails ?? 1);
  const series = [
    { id: 'educate', values: daily.educate },
    { id: 'convert', values: daily.convert },
  ];
  return { shapes: stacked(series, most), most: grouped(most), half: grouped(most / 2) };
}

function teamOf(team: TeamLoad, from: string) {
  const { weekly, capacity, name, reps } = team;
  const fullest = Math.max(1, ...weekly);
  // a line far above all bars would make dots of them: then it is told, and not drawn
  const isDrawn = capacity !== undefined && capacity <= fullest * 4;
  const most = roundUp(Math.max(fullest, isDrawn ? capacity : 0));
  const week = (i: number): string => sayLongDay(sayDay((dayOf(from) ?? 0) + 7 * i));
  return {
    name,
    reps,
    most: grouped(most),
    bars: barsOf(weekly, {
      most,
      ...(capacity !== undefined && { limit: capacity }),
      says: (i) => `week from ${week(i)}: ${weekly[i] ?? 0}`,
    }),
    capacity: capacity === undefined ? undefined : short(capacity),
    level: isDrawn ? levelOf(capacity, most) : undefined,
    lines: sayTeam(team, from),
  };
}
