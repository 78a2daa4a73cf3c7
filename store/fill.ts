import { createHash } from 'node:crypto';
import { canonical } from '../core/canonical.ts';
import type { Fact, Facts } from '../core/fact.ts';
import type { FillValue, TouchStep } from '../core/frozen.ts';
import { type Known, latest } from '../core/knowledge.ts';
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
/** `key`: with `again: per`, which one the entry is about. */
type Filling = Readonly<{ entry: Entry; traits: Traits }> & Pick<Known, 'key'>;
type Latest = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a touch's slots are filled with now: itself, the latest such event of this entry, a trait, or a moment. */
export async function fillOf(
  tx: Tx,
  { fill = {} }: Pick<TouchStep, 'fill'>,
  filling: Filling,
): Promise<Filled> {
  const { traits, entry } = filling;
  const said = await latestEvents(tx, filling, Object.values(fill).flatMap(eventOf));
  const slots = Object.entries(fill).map(
    ([slot, from]) => [slot, valueOf(from, { said, traits, facts: entry.facts })] as const,
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

type Sources = Readonly<{ said: Latest; traits: Traits; facts: Facts }>;

function valueOf(from: FillValue, { said, traits, facts }: Sources): unknown {
  if (typeof from !== 'object') return from;
  if ('of' in from) return said[from.of]?.[from.property];
  return 'trait' in from ? traits[from.trait] : dateOf(facts[from.moment]);
}

/** As core's `latest`: since they entered, or with the entry's own key; of two at once the later told. */
async function latestEvents(tx: Tx, of: Filling, names: readonly string[]): Promise<Latest> {
  if (names.length === 0) return {};
  const { entry, key } = of;
  const deeds = await tx
    .selectFrom('events')
    .select(['name', 'at', 'props'])
    .where('prospect', '=', entry.prospect)
    .where('seq', 'is not', null)
    .where('kind', '=', 'track')
    .where('name', 'in', [...new Set(names)])
    .where((eb) => eb.or([eb('at', '>=', entry.entered_at), eb('name', '=', key?.of ?? '')]))
    .orderBy('at')
    .orderBy('id')
    .execute();
  const known = { deeds, enteredAt: entry.entered_at, ...(key && { key }) };
  return Object.fromEntries(names.map((name) => [name, latest(known, name)?.props ?? {}]));
}
