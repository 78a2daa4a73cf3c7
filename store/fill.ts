import { createHash } from 'node:crypto';
import { canonical } from '../core/canonical.ts';
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
    ([slot, from]) => [slot, valueOf(from, latest, traits)] as const,
  );
  const values = Object.fromEntries(slots);
  const missing = slots.find(([, value]) => value === undefined || value === null)?.[0];
  const hash = createHash('sha256').update(canonical(values)).digest('hex');
  return { values, hash, ...(missing !== undefined && { missing }) };
}

const eventOf = (from: FillValue): string[] =>
  typeof from === 'object' && 'of' in from ? [from.of] : [];

function valueOf(from: FillValue, latest: Latest, traits: Traits): unknown {
  if (typeof from !== 'object') return from;
  return 'of' in from ? latest[from.of]?.[from.property] : traits[from.trait];
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
