import type { Instant } from '../core/fact.ts';
import { sentence } from '../core/freeze/sentence.ts';
import type { AxisName } from '../core/frozen.ts';
import { type Milli, type ScoreLine, scoreLines } from '../core/score.ts';
import type { Ctx } from './ctx.ts';
import { knowing, type Person } from './knowing.ts';
import type { Entry } from './refold.ts';

/** One score of somebody, with the account that it is the sum of. */
export type ScoreView = Readonly<{
  axis: AxisName;
  milli: Milli;
  /** Oldest first; they sum exactly to `milli`. */
  lines: readonly ScoreViewLine[];
}>;
export type ScoreViewLine = Readonly<{
  at: Instant;
  /** What they did or are, as a sentence; `faded`, or `earlier`: all before the lines that are shown, in one. */
  what: Readonly<{ kind: 'signal'; sentence: string }> | Readonly<{ kind: 'faded' | 'earlier' }>;
  milli: Milli;
  balance: Milli;
}>;

/** Lines of one account that are shown: the newest. */
const SHOWN = 200;

/** The scores of the entry that speaks, or spoke last, as they count for its version; empty where it asks for none. */
export async function scoresOf(ctx: Ctx, prospect: string): Promise<readonly ScoreView[]> {
  const person = await personOf(ctx, prospect);
  const entry = await speakerOf(ctx, prospect);
  if (person === undefined || entry === undefined) return [];
  const { journey, known } = (await knowing(ctx, ctx.db, [entry]))(entry, person);
  const now = ctx.now();
  return AXES.flatMap((name) => {
    const axis = journey.scores?.[name];
    if (axis === undefined) return [];
    const lines = scoreLines({ name, axis }, known, now);
    return [{ axis: name, milli: lines.at(-1)?.balance ?? 0, lines: shown(lines) }];
  });
}

const AXES: readonly AxisName[] = ['fit', 'engagement', 'intent'];

/** Of a long account the end; what was before is one line, so that the sum stays the score. */
function shown(lines: readonly ScoreLine[]): readonly ScoreViewLine[] {
  if (lines.length <= SHOWN) return lines.map(viewOf);
  const [sum, ...rest] = lines.slice(-SHOWN);
  if (sum === undefined) return [];
  const { at, balance } = sum;
  return [{ at, what: { kind: 'earlier' }, milli: balance, balance }, ...rest.map(viewOf)];
}

const viewOf = ({ at, worth, milli, balance }: ScoreLine): ScoreViewLine => ({
  at,
  what:
    worth === undefined ? { kind: 'faded' } : { kind: 'signal', sentence: sentence(worth.signal) },
  milli,
  balance,
});

const personOf = ({ db }: Ctx, prospect: string): Promise<Person | undefined> =>
  db
    .selectFrom('prospects')
    .select(['id', 'rest_until', 'spent_at'])
    .where('id', '=', prospect)
    .executeTakeFirst();

const speakerOf = ({ db }: Ctx, prospect: string): Promise<Entry | undefined> =>
  db
    .selectFrom('entries')
    .selectAll()
    .where('prospect', '=', prospect)
    .orderBy((eb) => eb('status', '=', 'speaking'), 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
