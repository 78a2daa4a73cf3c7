import type { Generated } from 'kysely';
import type { Instant } from '../core/fact.ts';

/** What readers of mails did: links that were fetched, by whomever, and answers; part of the `Database`. */
export interface ReaderTables {
  fetches: {
    id: Generated<number>;
    prospect: string;
    mail: string | null;
    link: string;
    at: Instant;
    method: string;
    agent: string | null;
    network: string | null;
    prefetch: boolean;
    judged_at: Generated<Instant | null>;
    human: Generated<boolean | null>;
    reasons: Generated<string[]>;
    told: Generated<boolean>;
  };
  replies: {
    id: string;
    prospect: string;
    entry: string;
    step: string;
    mail: string;
    message: string;
    rep: string | null;
    sender: string;
    excerpt: string | null;
    hold: string | null;
    state: ReplyState;
    at: Instant;
    decided_at: Generated<Instant | null>;
    decided_by: Generated<string | null>;
    note: Generated<string | null>;
  };
}

/** `open`: nobody has decided. Else what was decided; `released`: somebody lifted the hold without a word on the answer. */
export type ReplyState = 'open' | 'go-on' | 'taken' | 'left' | 'unsubscribed' | 'released';
