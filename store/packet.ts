import type { Instant } from '../core/fact.ts';

/** What sales gets with a handoff. Complete, or the offer is refused. */
export type Packet = Readonly<{
  who: Readonly<{ email: string; account?: string; traits: Readonly<Record<string, unknown>> }>;
  /** Each sentence that convinced us, with the deeds behind it. */
  why: readonly Readonly<{
    sentence: string;
    /** In the words of the house, if it has any. */
    said?: string;
    since: Instant;
    events: readonly Readonly<{
      id: number;
      name: string;
      at: Instant;
      props: Readonly<Record<string, unknown>>;
    }>[];
  }>[];
  /** What they were sent: newest first. */
  sent: readonly Readonly<{
    mail: string;
    subject: string | null;
    mindset: string;
    at: Instant;
    state: string;
  }>[];
  /** Earlier handoffs of the same person. */
  tried: readonly Readonly<{
    state: string;
    reason: string | null;
    rep: string | null;
    at: Instant;
  }>[];
  suggest: string;
  /** What makes a lead ready, as it was agreed when this one was offered: 'A lead is ready when …'. Absent in old packets. */
  ready?: string;
  journey: string;
  consent: readonly Readonly<{ topic: string; basis: string; at: Instant }>[];
}>;
