import type { Instant } from '../core/fact.ts';
import { linesOf } from '../cli/simulation/line.ts';
import { printLines } from '../cli/simulation/print.ts';
import { sayDate, type Speech } from '../cli/simulation/speech.ts';
import type { Happening } from '../simulator/happening.ts';

/** What a failed expectation shows: the calendar so far, and where in it one has to look. */
export type Shown = Readonly<{
  who: string;
  journey: string;
  happenings: readonly Happening[];
  speech: Speech;
  /** Behind so many happenings … */
  pointAt: number;
  /** … the pointer stands, and says this. */
  says: string;
  /** So many lines of what came after it are enough; absent: all matter. */
  enough?: number;
  now: Instant;
}>;

/** The calendar as `perennial simulate` prints it, with a pointer at the moment. The same calendar, the same bytes. */
export function told(shown: Shown): string {
  const { who, journey, happenings, speech, pointAt, says, enough = Infinity, now } = shown;
  const lines = linesOf(happenings, speech);
  const before = linesOf(happenings.slice(0, pointAt), speech).length;
  const journeys = new Set(happenings.flatMap(({ journey: one }) => one ?? [])).size;
  const print = (upTo: number): readonly string[] =>
    printLines(lines.slice(0, upTo), { speech, journeys });
  const above = print(before).length;
  const printed = print(before + enough);
  const left = Math.max(0, lines.length - before - enough);
  return [
    `${who} · ${journey} · times of ${speech.zone}`,
    '',
    ...printed.slice(0, above),
    `▶ ${says}`,
    ...printed.slice(above),
    ...(left > 0 ? [`… and ${left} lines more`] : []),
    '',
    `It is ${sayDate(now, speech)}.`,
  ].join('\n');
}
