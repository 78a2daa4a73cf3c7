import type { Instant } from '../core/fact.ts';
import { linesOf } from '../cli/simulation/line.ts';
import { printLines } from '../cli/simulation/print.ts';
import { sayWhen, type Speech } from '../cli/simulation/speech.ts';
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
  now: Instant;
}>;

/** The calendar as `perennial simulate` prints it, with a pointer at the moment. The same calendar, the same bytes. */
export function told({ who, journey, happenings, speech, pointAt, says, now }: Shown): string {
  const lines = linesOf(happenings, speech);
  const before = linesOf(happenings.slice(0, pointAt), speech).length;
  const journeys = new Set(happenings.flatMap(({ journey: one }) => one ?? [])).size;
  const printed = printLines(lines, { speech, journeys });
  const above = printLines(lines.slice(0, before), { speech, journeys }).length;
  return [
    `${who} · ${journey} · times of ${speech.zone}`,
    '',
    ...printed.slice(0, above),
    `▶ ${says}`,
    ...printed.slice(above),
    '',
    `It is ${sayWhen(now, speech).replace('  ', ' ')}.`,
  ].join('\n');
}
