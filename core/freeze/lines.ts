import type { Time } from '../frozen.ts';
import { sayTime } from '../time.ts';
import { refuse, type Spot, within } from './draft.ts';
import { type Fields, isFields, onlyWords, spell } from './fields.ts';
import type { Kind } from './kinds/kind.ts';
import { kinds } from './kinds/kinds.ts';
import { pause } from './kinds/pause.ts';
import { lengthIn } from './length.ts';
import { momentIn } from './moment.ts';

/** A step with the waits said before it. */
export type Line = Readonly<{ said: Fields; kind: Kind; due: readonly Time[] }>;

/** A list of steps, each with its waits. What is no step, or not yet, is refused and left out. */
export function linesIn(spot: Spot, list: readonly unknown[]): readonly Line[] {
  const lines: Line[] = [];
  let due: Time[] = [];
  for (const [i, said] of list.entries()) {
    const here = within(spot, `line ${i + 1}`);
    if (isFields(said) && said['kind'] === 'wait') {
      due.push(waitIn(here, said));
      continue;
    }
    const line = lineIn(here, said);
    if (line !== undefined) lines.push({ ...line, due });
    due = [];
  }
  if (due.length > 0) lines.push({ said: { name: slug('wait', due) }, kind: pause, due });
  behindWayOut(spot, lines);
  return lines;
}

/** 'to-handoff-after-2-weeks': a name that says the waits too. */
export const slug = (name: string, due: readonly Time[]): string =>
  [name, ...due.map(sayTime)]
    .join('-')
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
    .slice(0, 80);

function waitIn(spot: Spot, said: Fields): Time {
  onlyWords(spot, said, ['kind', 'length', 'until']);
  if (said['until'] === undefined) return lengthIn(within(spot, 'wait'), said['length']);
  return momentIn(within(spot, 'wait.until'), said['until']);
}

function lineIn(spot: Spot, said: unknown): Omit<Line, 'due'> | undefined {
  const word = isFields(said) ? said['kind'] : undefined;
  const kind = kinds.get(word);
  if (isFields(said) && kind) return { said, kind };
  refuseLine(spot, said);
  return undefined;
}

function refuseLine(spot: Spot, said: unknown): void {
  if (isFields(said) && 'crossing' in said) noCrossing(spot);
  else {
    const mend =
      'Steps are educate(…), convert(…), wait(…), waitFor(…), branch(…), to(…), end(…), …';
    refuse(spot, { code: 'L000', what: `${spell(said)} is no step.`, mend });
  }
}

const noCrossing = (spot: Spot): void =>
  refuse(spot, {
    code: 'J105',
    what: 'into(…) is no step: only an accepted offer leads across.',
    mend: 'Say it as accepted: into(…) of an offerTo(…).',
  });

function behindWayOut(spot: Spot, lines: readonly Line[]): void {
  const out = lines.findIndex(({ kind }) => kind.shared === true);
  if (out < 0 || out === lines.length - 1) return;
  refuse(within(spot, String(lines[out]?.kind.name(lines[out].said))), {
    code: 'G003',
    what: 'Nobody comes to the steps behind it.',
    mend: 'Take them out, or put them before it.',
  });
}
