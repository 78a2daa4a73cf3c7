import type { Label, Line } from './line.ts';
import { saySummary } from './say-summary.ts';
import { sayWhen } from './speech.ts';
import type { Played } from './played.ts';

const WIDTH = 100;
const WHEN = 'Mon 11 Jan 2027 10:30'.length;
const LABEL = 'educate'.length;
const INDENT = WHEN + 2 + LABEL + 2;

type Paint = (label: Label | 'dim' | 'bold', text: string) => string;

const CODES: Readonly<Partial<Record<Label | 'dim' | 'bold', string>>> = {
  educate: '36',
  convert: '33;1',
  handoff: '35',
  stage: '34',
  enters: '34',
  ends: '1',
  held: '31',
  skipped: '31',
  faulted: '31;1',
  dim: '2',
  bold: '1',
};
const coloured: Paint = (label, text) => {
  const code = CODES[label];
  return code === undefined ? text : `\u001B[${code}m${text}\u001B[0m`;
};
const plain: Paint = (_, text) => text;

/** The calendar of a persona for a terminal, at most 100 characters wide. The same calendar, the same bytes. */
export function printCalendar(played: Played, isColoured: boolean): readonly string[] {
  const paint = isColoured ? coloured : plain;
  const { persona, lines, speech } = played;
  const summary = saySummary(played);
  const width = Math.max(...summary.map(([name]) => name.length));
  return [
    paint(
      'bold',
      `${persona.name} · ${played.journey} · ${played.days} days · times of ${speech.zone}`,
    ),
    ...(persona.about === undefined ? [] : wrapped(persona.about, WIDTH)),
    '',
    ...printLines(lines, played, paint),
    '',
    ...summary.flatMap(([name, text]) =>
      hanging(`${name.padEnd(width)}  `, text, { indent: width + 2, paint: (first) => first }),
    ),
  ];
}

/** With what a line is printed: whose clock, and whether it says of which journey a mail is. */
type Told = Pick<Played, 'speech' | 'journeys'>;

/** The lines of a calendar, and nothing about it. */
export const printLines = (
  lines: readonly Line[],
  played: Told,
  paint: Paint = plain,
): readonly string[] =>
  lines.flatMap((line, i) => printLine(line, { before: lines[i - 1], played, paint }));

type Beside = Readonly<{ before: Line | undefined; played: Told; paint: Paint }>;

function printLine(line: Line, { before, played, paint }: Beside): readonly string[] {
  const { speech, journeys } = played;
  const when = sayWhen(line.at, speech);
  const last = before && sayWhen(before.at, speech);
  const isMail = line.label === 'educate' || line.label === 'convert';
  const of = journeys > 1 && isMail ? ` · ${line.journey}` : '';
  const margin = `${(when === last ? '' : when).padEnd(WHEN)}  `;
  const head = `${margin}${paint(line.label, line.label.padEnd(LABEL))}  `;
  return [
    ...(last !== undefined && monthOf(last) !== monthOf(when) ? [''] : []),
    ...hanging(head, `${line.says}${of}`, { indent: INDENT, paint: (text) => text }),
    ...line.why.flatMap((why) =>
      hanging(`${' '.repeat(INDENT)}· `, why, {
        indent: INDENT + 2,
        paint: (text) => paint('dim', text),
      }),
    ),
  ];
}

/** 'Jan 2027' */
const monthOf = (when: string): string => when.slice(7, 15);

type Hanging = Readonly<{ indent: number; paint: (text: string) => string }>;

/** A text after its head, its further lines set in under its first. */
function hanging(head: string, text: string, { indent, paint }: Hanging): readonly string[] {
  return wrapped(text, WIDTH - indent).map((part, i) =>
    `${i === 0 ? head : ' '.repeat(indent)}${paint(part)}`.trimEnd(),
  );
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && `${line} ${word}`.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
