import type { Selectable } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { type Asking, asksOf, eventsAsked, eventsEver } from '../core/facts-of.ts';
import type { Frozen } from '../core/frozen.ts';
import type { Deed, Known } from '../core/knowledge.ts';
import { houseCalendar } from './calendars.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { Database } from './schema.ts';
import { traitsOf } from './traits-of.ts';
import type { Prospect } from './transaction.ts';
import { frozenOfAll } from './versions.ts';

/** What of a person counts for their facts besides what they did and are. */
export type Person = Pick<Prospect, 'id' | 'rest_until' | 'spent_at'>;
type Entry = Pick<
  Selectable<Database['entries']>,
  'prospect' | 'version' | 'pace' | 'entry_key' | 'entered_at' | 'evidence_from'
>;
/** What a journey asks, and all that answers it. */
export type Knowing = Readonly<{ journey: Asking; known: Known }>;

/** Everything these entries ask about, read in two statements; the answer is for one entry at a time. */
export async function knowing(
  ctx: Ctx,
  tx: Ctx['db'] | Tx,
  entries: readonly Entry[],
): Promise<(entry: Entry, person: Person) => Knowing> {
  const versions = await frozenOfAll(ctx, tx, [...new Set(entries.map(({ version }) => version))]);
  const journeys = [...versions.values()];
  const deeds = await deedsOf(tx, entries, journeys);
  const traits = journeys.some(asksTraits)
    ? await traitsOf(
        tx,
        entries.map(({ prospect }) => prospect),
      )
    : new Map<string, Known['traits']>();
  const calendar = houseCalendar(ctx);
  return (entry, person) => {
    const journey = versions.get(entry.version);
    const about = {
      deeds: deeds.get(entry.prospect) ?? [],
      traits: traits.get(entry.prospect) ?? {},
      calendar,
    };
    return {
      journey: journey ?? { facts: {} },
      known: { ...about, ...spanOf(entry, person), ...keyOf(entry, journey) },
    };
  };
}

/** From when on deeds count, and what has been spent. Pure. */
export const spanOf = (
  entry: Pick<Entry, 'evidence_from' | 'entered_at' | 'pace'>,
  { rest_until, spent_at }: Person,
): Pick<Known, 'from' | 'enteredAt' | 'pace' | 'spentAt' | 'restUntil'> => ({
  from: entry.evidence_from,
  enteredAt: entry.entered_at,
  pace: entry.pace,
  ...(spent_at !== null && { spentAt: spent_at }),
  ...(rest_until !== null && { restUntil: rest_until }),
});

/** With `again: per`: which one this entry is about. */
export const keyOf = (
  { entry_key }: Pick<Entry, 'entry_key'>,
  journey: Pick<Frozen, 'again'> | undefined,
): Pick<Known, 'key'> =>
  typeof journey?.again === 'object' && 'per' in journey.again
    ? { key: { ...journey.again.per, value: entry_key } }
    : {};

const asksTraits = (journey: Asking): boolean =>
  asksOf(journey).some(
    (ask) => ask.kind === 'trait' || (ask.kind === 'moment' && 'trait' in ask.anchor),
  );

type Behind = Deed & Readonly<{ id: number }>;

/** In the order in which they happened: from the beginning where a journey asks so, else since the earliest entry. */
async function deedsOf(
  tx: Ctx['db'] | Tx,
  entries: readonly Entry[],
  journeys: readonly Asking[],
): Promise<ReadonlyMap<string, readonly Behind[]>> {
  const names = [...new Set(journeys.flatMap(eventsAsked))];
  if (names.length === 0) return new Map();
  const ever = [...new Set(journeys.flatMap(eventsEver))];
  const from: Instant = Math.min(...entries.map(({ evidence_from }) => evidence_from));
  const rows = await tx
    .selectFrom('events')
    .select(['id', 'prospect', 'name', 'at', 'props'])
    .where('prospect', 'in', [...new Set(entries.map(({ prospect }) => prospect))])
    .where('seq', 'is not', null)
    .where('kind', '=', 'track')
    .where('name', 'in', names)
    .where((eb) =>
      ever.length === 0
        ? eb('at', '>=', from)
        : eb.or([eb('at', '>=', from), eb('name', 'in', ever)]),
    )
    .orderBy('at')
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, ({ prospect }) => prospect);
}
