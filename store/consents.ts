import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { type ConsentChange, keepEvidence } from './consent-evidence.ts';
import type { Tx } from './ctx.ts';
import { tellStories } from './story.ts';

export type Basis = 'consent' | 'soft-opt-in' | 'contract' | 'legitimate-interest';

/** What somebody agreed to, and how we know. */
export type ConsentGiven = Readonly<{
  topic: string;
  basis: Basis;
  source: string;
  /** When they said so; without it: it is what somebody's records say now, and does not undo a withdrawal. */
  at?: Instant;
  expiresAt?: Instant;
  /** What they had before their eyes when they said so. */
  words?: string;
  /** It counts once it is confirmed, which must be before then; see to-confirm.ts. */
  pendingUntil?: Instant;
}>;
type Of = Readonly<{ prospect: string; consent: ConsentGiven }>;

/**
 * Keeps what is newer than what we have. Only a consent that says when it was given, later than the withdrawal, makes a withdrawn topic
 * mailable again: a file that is imported once more does not. Needs the locks of these people. Answers whose changed.
 */
export async function keepConsents(
  tx: Tx,
  given: readonly Of[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  const latest = new Map(given.map((one) => [`${one.prospect} ${one.consent.topic}`, one]));
  if (latest.size === 0) return new Set();
  const kept = await tx
    .insertInto('consents')
    .values([...latest.values()].map((one) => rowOf(one, now)))
    .onConflict((conflict) =>
      conflict
        .columns(['prospect', 'topic'])
        .doUpdateSet((eb) => ({
          basis: eb.ref('excluded.basis'),
          source: eb.ref('excluded.source'),
          at: eb.ref('excluded.at'),
          expires_at: eb.ref('excluded.expires_at'),
          withdrawn_at: null,
          ...pending(now),
        }))
        .where(isNews([...latest.values()])),
    )
    .returning(['prospect', 'topic', 'basis', 'source', 'at', 'pending_until'])
    .execute();
  await tellStories(
    tx,
    kept.map(({ prospect, topic, basis, source, pending_until }) => {
      const what = { topic, basis, source };
      return { prospect, at: now, kind: pending_until === null ? 'consented' : 'to-confirm', what };
    }),
  );
  await keepEvidence(
    tx,
    kept.map(({ at, pending_until, ...row }) => {
      const words = latest.get(`${row.prospect} ${row.topic}`)?.consent.words;
      const change = pending_until === null ? 'given' : 'requested';
      return { ...row, change, saidAt: at, ...(words !== undefined && { words }) };
    }),
    now,
  );
  return new Set(kept.map(({ prospect }) => prospect));
}

/**
 * What counts already goes on counting: the address was proven. What is asked for anew, after a withdrawal or when nobody confirmed it in
 * time, is asked about anew; a mail that left lately is not repeated for that.
 */
function pending(now: Instant) {
  const counts = sql`consents.pending_until is null and consents.withdrawn_at is null and coalesce(consents.expires_at > ${now}, true)`;
  const goesOn = sql`consents.withdrawn_at is null and consents.pending_until > ${now}`;
  return {
    pending_until: sql<
      number | null
    >`case when ${counts} then null when ${goesOn} and excluded.pending_until is not null then consents.pending_until else excluded.pending_until end`,
    asks: sql<number>`case when ${goesOn} then consents.asks else 0 end`,
  };
}

/** Undated ones count as said now, but only where nothing was withdrawn and something differs. */
function isNews(given: readonly Of[]) {
  const dated = given.filter(({ consent }) => consent.at !== undefined);
  const keys = dated.map(({ prospect, consent }) => `${prospect} ${consent.topic}`);
  const isDated = sql<boolean>`excluded.prospect::text || ' ' || excluded.topic = any(${keys})`;
  const differs = sql<boolean>`(excluded.basis, excluded.source, excluded.expires_at) is distinct from (consents.basis, consents.source, consents.expires_at)`;
  return sql<boolean>`case when ${isDated}
    then excluded.at > consents.at and excluded.at > coalesce(consents.withdrawn_at, 0)
    else consents.withdrawn_at is null and ${differs} end`;
}

const rowOf = ({ prospect, consent }: Of, now: Instant) => ({
  prospect,
  topic: consent.topic,
  basis: consent.basis,
  source: consent.source,
  at: Math.min(consent.at ?? now, now),
  expires_at: consent.expiresAt ?? null,
  withdrawn_at: null,
  pending_until: consent.pendingUntil ?? null,
});

export type Withdrawal = Readonly<{
  prospect: string;
  /** Absent: all. */
  topics?: readonly string[];
  source: string;
  words?: string;
}>;

/** Not one more mail on these topics. Needs their lock; answers the topics that this took away. */
export async function withdrawConsents(
  tx: Tx,
  { prospect, topics, source, words }: Withdrawal,
  now: Instant,
): Promise<readonly string[]> {
  if (topics?.length === 0) return [];
  const held = tx
    .updateTable('consents')
    .set({ withdrawn_at: now })
    .where('prospect', '=', prospect)
    .where('withdrawn_at', 'is', null);
  const meant = topics === undefined ? held : held.where('topic', 'in', topics);
  const rows = await meant.returning('topic').execute();
  const changes = rows.map(({ topic }): ConsentChange => {
    const said = { prospect, topic, source, saidAt: now, ...(words !== undefined && { words }) };
    return { ...said, change: 'withdrawn' };
  });
  await keepEvidence(tx, changes, now);
  return rows.map(({ topic }) => topic);
}
