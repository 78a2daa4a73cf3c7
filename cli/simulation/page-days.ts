import { civilOf, DAY, dayOf, sayDay, weekdayOf } from '../../core/calendar/day.ts';
import { type Owner, stageOf } from '../../core/frozen.ts';
import type { Happening } from '../../simulator/happening.ts';
import { silencesOf } from '../../simulator/summary.ts';
import type { Played } from './played.ts';
import { localDayOf } from './say-summary.ts';

/** What a day of the planner shows. */
export type Cell = Readonly<{
  date: number;
  /** Absent: the month has no such day. */
  day?: string;
  /** Outside the time that was played. */
  isOut: boolean;
  isWeekend: boolean;
  isSilent: boolean;
  /** That of the stage in which they ended the day. */
  tint?: number;
  marks: readonly Mark[];
  title: string;
}>;
export type Mark = 'educate' | 'convert' | 'does' | 'handoff' | 'ends';
export type MonthRow = Readonly<{ label: string; cells: readonly Cell[] }>;
/** A stage with its owner, and for how many days they were in it. */
export type StageBand = Readonly<{ name: string; owner: Owner; tint: number; days: number }>;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** The tints of the page: whoever owns a stage is seen at once. */
const OURS = [0, 1, 2, 4, 6, 7];
const THEIRS = { sales: 3, success: 5 } as const;
/** From so many days on a silence is one that people see. */
export const LONG = 30;

/** The planner: a row for each month, a cell for each day. */
export function plannerOf(
  played: Played,
): Readonly<{ rows: readonly MonthRow[]; bands: readonly StageBand[] }> {
  const first = dayOf(localDayOf(played.begins, played.speech)) ?? 0;
  const last = dayOf(localDayOf(played.ends, played.speech)) ?? 0;
  const stages = stagesByDay(played, first, last);
  const bands = bandsOf(played, stages);
  const marks = marksByDay(played);
  const silent = silentDays(played);
  const cellOf = (day: number): Cell => {
    const name = sayDay(day);
    const band = bands.find((one) => one.name === stages.get(day));
    return {
      date: civilOf(day).date,
      day: name,
      isOut: day < first || day > last,
      isWeekend: weekdayOf(day) > 5,
      isSilent: silent.has(day),
      ...(band && { tint: band.tint }),
      marks: [...(marks.get(name) ?? [])],
      title: titleOf(played, name),
    };
  };
  return { rows: monthsOf(first, last).map((month) => rowOf(month, cellOf)), bands };
}

type Month = Readonly<{ year: number; month: number }>;

function monthsOf(first: number, last: number): readonly Month[] {
  const months: Month[] = [];
  let { year, month } = civilOf(first);
  const end = civilOf(last);
  while (year < end.year || (year === end.year && month <= end.month)) {
    months.push({ year, month });
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return months;
}

function rowOf({ year, month }: Month, cellOf: (day: number) => Cell): MonthRow {
  const start = dayOf(`${year}-${String(month).padStart(2, '0')}-01`) ?? 0;
  const cells = Array.from({ length: 31 }, (_, i) => {
    const day = start + i;
    return civilOf(day).month === month ? cellOf(day) : none(i + 1);
  });
  return { label: `${MONTHS[month - 1]} ${year}`, cells };
}

const none = (date: number): Cell => ({
  date,
  isOut: true,
  isWeekend: false,
  isSilent: false,
  marks: [],
  title: '',
});

/** The stage in which each day ended: that of whichever journey speaks. */
function stagesByDay(
  { happenings, speech }: Played,
  first: number,
  last: number,
): ReadonlyMap<number, string> {
  const changes = new Map<number, string | undefined>();
  let journey: string | undefined;
  for (const one of happenings) {
    const stage = speaking(one, journey);
    if (stage === undefined) continue;
    journey = stage === '' ? undefined : one.journey;
    changes.set(dayOf(localDayOf(one.at, speech)) ?? 0, stage);
  }
  const stages = new Map<number, string>();
  let now = '';
  for (let day = first; day <= last; day++) {
    now = changes.get(day) ?? now;
    if (now !== '') stages.set(day, now);
  }
  return stages;
}

/** The stage of whoever speaks from now on; '' where nobody does, undefined where nothing changes. */
function speaking(one: Happening, journey: string | undefined): string | undefined {
  if (one.kind === 'ended') return one.journey === journey ? '' : undefined;
  const begins = (one.kind === 'entered' && !one.waiting) || one.kind === 'resumed';
  return begins || one.kind === 'stage' ? stageOf(one.step ?? '') : undefined;
}

/** Every stage that they were in, in the order in which they came to it. */
function bandsOf(
  { happenings, speech: { setup } }: Played,
  stages: ReadonlyMap<number, string>,
): readonly StageBand[] {
  const seen = happenings.flatMap((one) => {
    const stage = speaking(one, undefined);
    return stage === undefined || stage === '' ? [] : [stage];
  });
  let ours = 0;
  return [...new Set(seen)].map((name) => {
    const owner = setup.house.stages[name]?.owner ?? 'marketing';
    const tint = owner === 'marketing' ? (OURS[ours++ % OURS.length] ?? 0) : THEIRS[owner];
    const days = [...stages.values()].filter((stage) => stage === name).length;
    return { name, owner, tint, days };
  });
}

function marksByDay({ happenings, speech }: Played): ReadonlyMap<string, ReadonlySet<Mark>> {
  const marks = new Map<string, Set<Mark>>();
  for (const one of happenings) {
    const mark = markOf(one);
    if (mark === undefined) continue;
    const day = localDayOf(one.at, speech);
    marks.set(day, (marks.get(day) ?? new Set()).add(mark));
  }
  return marks;
}

function markOf(one: Happening): Mark | undefined {
  if (one.kind === 'sent') return one.mindset;
  if (one.kind === 'did') return 'does';
  if (one.kind === 'ended') return 'ends';
  return one.kind === 'offered' || one.kind === 'handoff' ? 'handoff' : undefined;
}

function silentDays({ happenings, ends, speech }: Played): ReadonlySet<number> {
  const days = new Set<number>();
  for (const { from, until } of silencesOf(happenings, ends)) {
    if (until - from < LONG * DAY) continue;
    const last = dayOf(localDayOf(until, speech)) ?? 0;
    for (let day = (dayOf(localDayOf(from, speech)) ?? 0) + 1; day < last; day++) days.add(day);
  }
  return days;
}

const titleOf = ({ lines, speech }: Played, day: string): string =>
  [
    day,
    ...lines
      .filter(({ at }) => localDayOf(at, speech) === day)
      .map(({ label, says }) => `${label}: ${says}`),
  ].join('\n');
