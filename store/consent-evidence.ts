import type { Instant } from '../core/fact.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { ConsentStep } from './schema.ts';

/** One change of a consent. */
export type ConsentChange = Readonly<{
  prospect: string;
  topic: string;
  change: ConsentStep;
  basis?: string;
  source: string;
  /** What they had before their eyes. */
  words?: string;
  saidAt: Instant;
}>;

/** Writes down what was said, beside what holds now: rows of evidence are never changed. */
export async function keepEvidence(
  tx: Tx,
  changes: readonly ConsentChange[],
  now: Instant,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ prospect, topic, change, basis, source, words, saidAt }) => ({
    prospect,
    topic,
    change,
    basis: basis ?? null,
    source,
    words: words ?? null,
    said_at: saidAt,
    at: now,
  }));
  await tx.insertInto('consent_evidence').values(rows).execute();
}

export type Evidence = Readonly<{
  topic: string;
  change: ConsentStep;
  basis: string | null;
  source: string;
  words: string | null;
  saidAt: Instant;
  at: Instant;
}>;

/** All that was ever said of their consents, oldest first. */
export const evidenceOfConsents = (ctx: Ctx, prospect: string): Promise<Evidence[]> =>
  ctx.db
    .selectFrom('consent_evidence')
    .select(['topic', 'change', 'basis', 'source', 'words', 'said_at as saidAt', 'at'])
    .where('prospect', '=', prospect)
    .orderBy('id')
    .execute();
