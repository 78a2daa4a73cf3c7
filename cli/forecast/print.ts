import type { Forecast } from '../../simulator/forecast/forecast.ts';
import type { TeamLoad } from '../../simulator/forecast/team-load.ts';
import { grouped } from '../output.ts';
import { APPROXIMATIONS, type Assumption } from './say-assumptions.ts';
import { sayMails, sayMonth, sayRates, sayTeam, short, type Told } from './say-numbers.ts';

const WIDTH = 100;
const BAR = 48;
type Paint = (code: 'bold' | 'dim' | 'educate' | 'convert', text: string) => string;
const CODES = { bold: '1', dim: '2', educate: '36', convert: '33;1' };
const coloured: Paint = (code, text) =>
  text === '' ? '' : `\u001B[${CODES[code]}m${text}\u001B[0m`;
const plain: Paint = (_, text) => text;

export type Shown = Readonly<{
  forecast: Forecast;
  assumptions: readonly Assumption[];
  /** The model's file. */
  model: string;
}>;

/** A forecast for a terminal, at most 100 characters wide. The same forecast, the same bytes. */
export function printForecast(shown: Shown, isColoured: boolean): readonly string[] {
  const paint = isColoured ? coloured : plain;
  const { forecast, model } = shown;
  const { journey, people, from, to, seed, handoffs } = forecast;
  const head = (text: string): readonly string[] => ['', paint('bold', text)];
  return [
    paint(
      'bold',
      `${journey} · ${grouped(people)} people · ${from} to ${to} · seed ${seed} · ${model}`,
    ),
    ...head('People at the end of each month'),
    ...peopleTable(forecast),
    ...head('Mails a day, by month'),
    ...mailBars(forecast, paint),
    '',
    ...numbers([...sayMails(forecast), ...sayRates(forecast)], paint),
    ...handoffs.teams.flatMap((team) => [
      ...head(`Handoffs to ${team.name}${repsOf(team)}`),
      ...weekBars(team),
      ...sayTeam(team, from).flatMap((text) => hanging('· ', text)),
    ]),
    ...head(`Assumed by ${model}`),
    ...shown.assumptions.flatMap(({ name, says }) => hanging(`${name}: `, says, 2)),
    ...head('Made simple'),
    ...APPROXIMATIONS.flatMap((text) => hanging('· ', text)),
  ];
}

const repsOf = ({ reps, capacity }: TeamLoad): string =>
  capacity === undefined
    ? `, ${reps} reps`
    : `, ${reps} reps, who can look at ${short(capacity)} a week`;

/** A row a month; as many tables as the places need. */
function peopleTable({ monthly, places }: Forecast): readonly string[] {
  const columns = places.map(({ id, kind, name }) => {
    const cells = monthly.map(({ people }) => grouped(people[id] ?? 0));
    const head = kind === 'outside' ? 'not yet' : name.replace('ended: ', '');
    const width = Math.max(head.length, ...cells.map((cell) => cell.length));
    return [head, ...cells].map((cell) => cell.padStart(width));
  });
  const months = ['', ...monthly.map(({ month }) => sayMonth(month))].map((text) => text.padEnd(8));
  const tables: string[][] = [];
  let rows = [...months];
  for (const column of columns) {
    if ((rows[0]?.length ?? 0) + 2 + (column[0]?.length ?? 0) > WIDTH) {
      tables.push(rows, ['']);
      rows = [...months];
    }
    rows = rows.map((row, i) => `${row}  ${column[i] ?? ''}`);
  }
  return [...tables, rows].flat();
}

/** The mean day of each month, and its peak. */
function mailBars({ monthly, daily, from }: Forecast, paint: Paint): readonly string[] {
  const months = byMonth(daily, from);
  const rows = monthly.map(({ month }) => {
    const days = months.get(month) ?? [];
    const mean = (of: 'educate' | 'convert'): number =>
      days.reduce((sum, day) => sum + day[of], 0) / Math.max(1, days.length);
    const peak = Math.max(0, ...days.map(({ educate, convert }) => educate + convert));
    return { month, educate: mean('educate'), convert: mean('convert'), peak };
  });
  const most = Math.max(1e-9, ...rows.map(({ educate, convert }) => educate + convert));
  return rows.map(({ month, educate, convert, peak }) => {
    const all = Math.round(((educate + convert) / most) * BAR);
    const ours = Math.min(all, Math.round((educate / most) * BAR));
    const bar = `${paint('educate', '█'.repeat(ours))}${paint('convert', '▒'.repeat(all - ours))}`;
    const told = `${short(educate + convert).padStart(7)}  peak ${grouped(peak).padStart(6)}`;
    return `${sayMonth(month)}  ${told}  ${bar}`.trimEnd();
  });
}

type Day = Readonly<{ educate: number; convert: number }>;

function byMonth(daily: Forecast['daily'], from: string): ReadonlyMap<string, readonly Day[]> {
  const months = new Map<string, Day[]>();
  for (const [i, educate] of daily.educate.entries()) {
    const month = new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), { educate, convert: daily.convert[i] ?? 0 }]);
  }
  return months;
}

const LEVELS = ' ▁▂▃▄▅▆▇█';

/** A column a week, as high as its offers are beside the busiest week. */
function weekBars({ weekly }: TeamLoad): readonly string[] {
  const most = Math.max(1, ...weekly);
  const bars = weekly.map((offers) => LEVELS[Math.ceil((offers / most) * 8)] ?? ' ').join('');
  return bars.match(new RegExp(`.{1,${WIDTH - 2}}`, 'g'))?.map((line) => `  ${line}`) ?? [];
}

function numbers(told: readonly Told[], paint: Paint): readonly string[] {
  const width = Math.max(...told.map(({ name }) => name.length));
  return told.flatMap(({ name, says, few }) => {
    const lines = hanging(`${name.padEnd(width)}  `, few ? `${says}  n < 30` : says);
    return few ? lines.map((line) => paint('dim', line)) : lines;
  });
}

/** A text after its head; further lines are set in under its first, or by so many. */
function hanging(head: string, text: string, indent = head.length): readonly string[] {
  const lines: string[] = [];
  let line = head;
  for (const word of text.split(' ')) {
    const isFirst = line === head || line.trim() === '';
    const longer = isFirst ? `${line}${word}` : `${line} ${word}`;
    if (longer.length <= WIDTH) line = longer;
    else {
      lines.push(line);
      line = `${' '.repeat(indent)}${word}`;
    }
  }
  return [...lines, line];
}
