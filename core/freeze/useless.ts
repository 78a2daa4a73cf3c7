import type { Shift, Time } from '../frozen.ts';
import { parseLength } from '../length.ts';
import type { Draft } from './draft.ts';
import type { MomentAsk } from './moment.ts';
import { sentence } from './sentence.ts';

type Waiting = Readonly<{ due: readonly Time[] }>;

/**
 * When a mail that waited for a date is of no use any more, unless it says otherwise: at the next mark on that date in its list. The
 * date itself is a mark, so what was to come an hour before it never comes after it. Pure.
 */
export function uselessAt(
  draft: Draft,
  [here, ...later]: readonly Waiting[],
): MomentAsk | undefined {
  const own = marksIn(draft, here).at(-1);
  if (own === undefined || placeOf(own) > 0) return undefined;
  const date: MomentAsk = { kind: 'moment', anchor: own.anchor };
  const others = later
    .flatMap((line) => marksIn(draft, line))
    .filter(({ anchor }) => sentence({ kind: 'moment', anchor }) === sentence(date));
  const next = others.find((mark) => placeOf(mark) > placeOf(own));
  if (placeOf(own) < 0 && (next === undefined || placeOf(next) > 0)) return date;
  return next;
}

const marksIn = ({ facts }: Draft, line: Waiting | undefined): readonly MomentAsk[] =>
  (line?.due ?? []).flatMap((time) => {
    const ask = typeof time === 'string' ? undefined : facts.get(time.moment);
    return ask?.kind === 'moment' ? [ask] : [];
  });

/** How far behind its date a mark lies, in milliseconds; before it, less than none. */
function placeOf({ shift }: Readonly<{ shift?: Shift }>): number {
  if (shift === undefined) return 0;
  const far = parseLength(shift.by, 1) ?? 0;
  return shift.side === 'before' ? -far : far;
}
