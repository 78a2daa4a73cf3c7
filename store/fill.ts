import { createHash } from 'node:crypto';
import { canonical } from '../core/canonical.ts';
import type { Fact, Facts } from '../core/fact.ts';
import type { FillValue, TouchStep } from '../core/frozen.ts';
import type { Tx } from './ctx.ts';
import type { Entry } from './refold.ts';

export type Traits = Readonly<Record<string, unknown>>;
export type Filled = Readonly<{
  values: Readonly<Record<string, unknown>>;
  /** Of the values: the same mail with the same fill is the same mail. */
  hash: string;
  /** The first slot that nothing fills. */
  missing?: string;
}>;
type Latest = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a touch's slots are filled with now: itself, the latest such event since they entered, or a trait. */
export async function fillOf(
  tx: Tx,
  { fill = {} }: TouchStep,
  { entry, traits }: Readonly<{ entry: Entry; traits: Traits }>,
): Promise<Filled> {
  const latest = await latestEvents(tx, entry, Object.values(fill).flatMap(eventOf));
  const slots = Object.entries(fill).map(
    ([slot, from]) => [slot, valueOf(from, { latest, traits, facts: entry.facts })] as const,
  );
  const values = Object.fromEntries(slots);
  const missing = slots.find(([, value]) => value === undefined || value === null)?.[0];
  const hash = createHash('sha256').update(canonical(values)).digest('hex');
  return { values, hash, ...(missing !== undefined && { missing }) };
}

/** A moment, as events carry dates. */
const dateOf = (fact: Fact | undefined): string | undefined =>
  fact && new Date(fact.since).toISOString();

const eventOf = (from: FillValue): string[] =>
  typeof from === 'object' && 'of' in from ? [from.of] : [];

type Sources = Readonly<{ latest: Latest; traits: Traits; facts: Facts }>;

function valueOf(from: FillValue, { latest, traits, facts }: Sources): unknown {
  if (typeof from !== 'object') return from;
  if ('of' in from) return latest[from.of]?.[from.property];
  return 'trait' in from ? traits[from.trait] : dateOf(facts[from.moment]);
}

async function latestEvents(tx: Tx, entry: Entry, names: readonly string[]): Promise<Latest> {
  if (names.length === 0) return {};
  const rows = await tx
    .selectFrom('events')
    .distinctOn('name')
    .select(['name', 'props'])
    .where('prospect', '=', entry.prospect)
    .where('seq', 'is not', null)
    .where('name', 'in', [...new Set(names)])
    .where('at', '>=', entry.entered_at)
    .orderBy('name')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return Object.fromEntries(rows.map(({ name, props }) => [name, props]));
}
