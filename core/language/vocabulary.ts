import type { AxisName, Demand, End, Owner } from '../frozen.ts';
import type { Rep } from '../house.ts';
import type { OwnPageWords } from '../page-words/page-words.ts';
import type { WarmUp } from '../warm-up.ts';
import type { Window, WorkHours, Zone } from './hours.ts';
import type { Day, Duration, Span } from './time.ts';

/** Any Standard Schema (zod, valibot, …), seen by its type alone: core/ imports none of them. */
export interface Schema<T = unknown> {
  readonly '~standard': { readonly types?: { readonly output: T } | undefined };
}
export type Output<S> = S extends Schema<infer T> ? T : never;

/** Those who take a person over by accepting an offer. Literals, since `satisfies` widens a bare `string`. */
export type People = 'sales' | 'success';

/** What a house can talk about. Written once, in journeys/house.ts. */
export interface House {
  readonly stages: Readonly<
    Record<
      string,
      {
        readonly owner: Owner;
        readonly demand: Demand;
        /** Any other journey may take over from there; one called 'recycle' is such a stage anyway. */
        readonly recycle?: true;
      }
    >
  >;
  readonly events: Readonly<Record<string, Schema<object>>>;
  readonly traits: Readonly<Record<string, Schema>>;
  /** The scores that are kept, each with how fast it fades. What counts into them stands in scores.ts. */
  readonly scores?: { readonly [A in AxisName]?: { readonly halvesEvery?: Span } };
  readonly reasons: Readonly<Record<string, { readonly rest?: Duration; readonly of?: People }>>;
  readonly teams: Readonly<
    Record<
      string,
      {
        readonly name?: string;
        readonly owner?: People;
        readonly reps: readonly Rep[];
        readonly zone?: Zone;
        readonly hours?: WorkHours;
        /** So many handoffs it can have open at once; absent: any number. */
        readonly open?: number;
        readonly [more: string]: unknown;
      }
    >
  >;
  /** Of whoever has none of their own; absent: 'UTC'. */
  readonly zone?: Zone;
  /** Of whoever has none of their own; absent: 'mon-fri', '09:00' to '17:00'. */
  readonly hours?: WorkHours;
  /** Days on which nobody works. */
  readonly holidays?: readonly Day[];
  readonly windows?: Readonly<Record<string, Window>>;
  readonly topics: Readonly<
    Record<
      string,
      {
        readonly name?: string;
        /** What the public pages call it in other languages: `{ de: 'Kurse' }`. */
        readonly names?: Readonly<Record<string, string>>;
        readonly service?: true;
        /** The mail that asks whoever agreed to confirm it; no other on the topic leaves before. */
        readonly confirm?: string;
      }
    >
  >;
  readonly senders: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly address: string;
        readonly replyTo?: string;
        readonly zone?: Zone;
        /** So many mails a day (UTC) leave in this name; without it any number. */
        readonly perDay?: number;
      }
    >
  >;
  /** Who signs a mail whose step names nobody. */
  readonly sender: string;
  /** The postal address under every mail. */
  readonly postal: string;
  readonly limits: {
    readonly perWeek: number;
    readonly gap: Duration;
    /** The least share of teaching mails that a journey for a cold audience plans; without it 0.6. */
    readonly minEducateShare?: number;
    /** So many mails a day (UTC) leave the house; without it any number. */
    readonly perDay?: number;
    /**
     * Domains of senders that nobody knows yet: `true` sends 1,000 mails on the first day, then 2,500, 5,000 … as long as they are well taken;
     * a list says how many on each day.
     */
    readonly warmUp?: Readonly<Record<string, WarmUp>>;
  };
  /** Traits that are known only after a handoff, say because sales fills them in: nobody is scored or offered by them. */
  readonly lateTraits?: readonly string[];
  /**
   * How to say events and traits to people who read no code. Of an event what they did: 'asked for a demo'; of a trait what they are,
   * with … for the value: 'are a …'; of 'event.property', or of a trait that is a date, what it is the date of: 'the webinar begins'.
   */
  readonly says?: Readonly<Record<string, string>>;
  /** What links of mails to the house's own sites say to their statistics (`utm_source` …); absent: nothing. */
  readonly utm?: {
    /** Which sites those are: these domains and what is below them. */
    readonly domains: readonly string[];
    readonly source: string;
    readonly medium: string;
    /** Absent: the journey and the mail, as in `trial/first-win`. */
    readonly campaign?: string;
  };
  /** Of the public pages (to unsubscribe, to choose, to confirm), for whoever and whose browser says none that they have; absent: 'en'. */
  readonly language?: string;
  /** What those pages say otherwise than they do, in English and German, or all that they say in a further language. */
  readonly pageWords?: OwnPageWords;
}
export type Name<T> = Extract<keyof T, string>;
/** `Name`, printed by TypeScript as the names themselves. */
export type Spelled<T, K extends keyof T = keyof T> = K extends string ? K : never;

/** Facts that Perennial itself reports. `mail.opened` is missing on purpose: machines open mails. */
export interface Reported<H extends House, Mail extends string> {
  'mail.clicked': Schema<{ mail: Mail }>;
  'mail.replied': Schema<{ mail: Mail }>;
  'handoff.accepted': Schema<{ team: Name<H['teams']> }>;
  'handoff.rejected': Schema<{ reason: Name<H['reasons']> }>;
  'deal.won': Schema<{ value: number }>;
  'deal.lost': Schema<{ reason: Name<H['reasons']> }>;
  'journey.ended': Schema<{ journey: string; as: End }>;
}
