import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '../../core/calendar/day.ts';
import { createEngine } from '../../mail/liquid-engine.ts';
import { silencesOf } from '../../simulator/summary.ts';
import type { Label, Line } from './line.ts';
import { LONG, plannerOf, type StageBand } from './page-days.ts';
import type { Played } from './played.ts';
import {
  daysOf,
  localDayOf,
  sayBusiest,
  sayEnd,
  sayHandoffs,
  sayHeldBack,
  saySilence,
} from './say-summary.ts';
import { sayDate } from './speech.ts';

/** mail → its subject, where it can be read without filling anything in. */
export type Subjects = ReadonlyMap<string, string>;

/** A persona's calendar as one page that needs nothing else: no scripts, no other files. The same calendar, the same bytes. */
export async function pageOf(played: Played, subjects: Subjects): Promise<string> {
  const [template, style] = await Promise.all(
    ['page.liquid', 'page.css'].map((name) => readFile(join(import.meta.dirname, name), 'utf8')),
  );
  return createEngine('html').parse(template ?? '')({ style, ...viewOf(played, subjects) });
}

function viewOf(played: Played, subjects: Subjects): Readonly<Record<string, unknown>> {
  const { persona, journey, days, begins, ends, summary, speech } = played;
  const { rows, bands } = plannerOf(played);
  const { educate, convert } = summary.touches;
  return {
    name: persona.name,
    about: persona.about ?? '',
    journey,
    days,
    zone: speech.zone,
    traits: Object.entries(persona.traits).map(([name, value]) => ({ name, value: String(value) })),
    from: longDay(begins, played),
    to: longDay(ends, played),
    educate,
    convert,
    share: summary.educateShare === undefined ? '–' : Math.round(summary.educateShare * 100),
    numbers: [
      { name: 'Longest silence', text: saySilence(summary, speech) },
      { name: 'Busiest week', text: sayBusiest(summary, speech) },
      { name: 'Handoffs', text: sayHandoffs(summary) },
      { name: 'Held back', text: sayHeldBack(summary) },
    ],
    end: sayEnd(played),
    rows,
    bands,
    dates: Array.from({ length: 31 }, (_, i) => i + 1),
    silentAtLast: silenceUntil(played.ends, played),
    months: monthsOf(played, { subjects, bands }),
  };
}

const longDay = (at: number, { speech }: Played): string => sayDate(at, speech).slice(4, -6);

type Told = Readonly<{ subjects: Subjects; bands: readonly StageBand[] }>;
type Item = Readonly<{
  id: string;
  day: string;
  weekday: string;
  time: string;
  label: Label;
  says: string;
  subject: string;
  why: readonly string[];
  /** That of its stage; below 0: none. */
  tint: number;
  /** So many days without a mail were over then; 0: not worth a word. */
  silence: number;
}>;
type MonthOfItems = Readonly<{ label: string; items: readonly Item[] }>;

/** The lines by month; a day and a time stand only where they are new. */
function monthsOf(played: Played, told: Told): readonly MonthOfItems[] {
  const months: { label: string; items: Item[] }[] = [];
  const before = { day: '', time: '', tint: -1 };
  for (const line of played.lines) {
    const item = itemOf(line, played, told);
    const tint = item.tint < 0 ? before.tint : item.tint; // what they do, they do in some stage
    const label = sayDate(line.at, played.speech).slice(-14, -6);
    if (months.at(-1)?.label !== label) months.push({ label, items: [] });
    const isNewDay = before.day !== item.id;
    const isNewTime = isNewDay || before.time !== item.time;
    months.at(-1)?.items.push({
      ...item,
      tint,
      ...(!isNewDay && { id: '', day: '', weekday: '' }),
      ...(!isNewTime && { time: '' }),
    });
    Object.assign(before, { day: item.id, time: item.time, tint });
  }
  return months;
}

function itemOf(line: Line, played: Played, { subjects, bands }: Told): Item {
  const [weekday = '', day = '', , , time = ''] = sayDate(line.at, played.speech).split(' ');
  return {
    id: localDayOf(line.at, played.speech),
    day,
    weekday,
    time,
    label: line.label,
    says: line.says,
    subject: isMail(line) ? (subjects.get(line.says) ?? '') : '',
    why: line.why,
    tint: bands.find(({ name }) => name === line.stage)?.tint ?? -1,
    silence: silenceBefore(line, played),
  };
}

const isMail = ({ label }: Line): boolean => label === 'educate' || label === 'convert';

/** The long silence that this line breaks. */
function silenceBefore(line: Line, played: Played): number {
  const breaks = isMail(line) || line.label === 'stage' || line.label === 'ends';
  return breaks ? silenceUntil(line.at, played) : 0;
}

/** How many days without a mail end then; 0: too few for a word. */
function silenceUntil(at: number, { happenings, ends }: Played): number {
  const silence = silencesOf(happenings, ends).find(({ until }) => until === at);
  return silence && silence.until - silence.from >= LONG * DAY ? daysOf(silence) : 0;
}
