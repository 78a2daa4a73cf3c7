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
        }))
        .where(isNews([...latest.values()])),
    )
    .returning(['prospect', 'topic', 'basis', 'source', 'at'])
    .execute();
  await tellStories(
    tx,
    kept.map(({ prospect, topic, basis, source }) => {
      const what = { topic, basis, source };
      return { prospect, at: now, kind: 'consented', what };
    }),
  );
  await keepEvidence(
    tx,
    kept.map(({ at, ...row }) => {
      const words = latest.get(`${row.prospect} ${row.topic}`)?.consent.words;
      return { ...row, change: 'given', saidAt: at, ...(words !== undefined && { words }) };
    }),
    now,
  );
  return new Set(kept.map(({ prospect }) => prospect));
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
