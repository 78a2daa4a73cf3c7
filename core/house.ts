import type { Stage } from './frozen.ts';
import type { Window, WorkHours, Zone } from './language/hours.ts';
import type { Day } from './language/time.ts';
import type { Length } from './length.ts';
import type { OwnPageWords } from './page-words/page-words.ts';
import type { WarmUp } from './warm-up.ts';

/** A house without its schemas: what the store, the mails and the pages need to know of it. Plain data. */
export type HouseData = Readonly<{
  stages: Readonly<Record<string, Stage>>;
  teams: Readonly<Record<string, Team>>;
  reasons: Readonly<Record<string, Readonly<{ rest?: Length; of?: 'sales' | 'success' }>>>;
  topics: Readonly<Record<string, Topic>>;
  senders: Readonly<Record<string, Sender>>;
  /** Who signs a mail whose step names nobody. */
  sender: string;
  /** The postal address under every mail. */
  postal: string;
  limits: Readonly<{
    perWeek: number;
    gap: Length;
    /** The least share of teaching mails that a journey for a cold audience plans; absent: 0.6. */
    minEducateShare?: number;
    /** So many mails a day (UTC) leave this house; absent: any number. */
    perDay?: number;
    /** By the domain of senders: how many leave on each of its first days. */
    warmUp?: Readonly<Record<string, WarmUp>>;
  }>;
  /** Of whoever has none of their own; absent: 'UTC'. */
  zone?: Zone;
  /** Of whoever has none of their own; absent: 'mon-fri', '09:00' to '17:00'. */
  hours?: WorkHours;
  /** Days on which nobody works. */
  holidays?: readonly Day[];
  windows?: Readonly<Record<string, Window>>;
  /** Traits that are known only after a handoff: nobody is scored or offered by them. */
  lateTraits?: readonly string[];
  /** What links of mails to the house's own sites say to their statistics; absent: nothing. */
  utm?: Utm;
  /** Of the public pages, for whoever says none; absent: 'en'. */
  language?: string;
  /** What the public pages say otherwise than we do, or in further languages. */
  pageWords?: OwnPageWords;
  /** How events and traits are said to people; see core/english/says.ts. */
  says?: Readonly<Record<string, string>>;
}>;
export type Rep = Readonly<{ id: string; name: string; email: string }>;
export type Team = Readonly<{
  name?: string;
  owner?: 'sales' | 'success';
  reps: readonly Rep[];
  zone?: Zone;
  hours?: WorkHours;
  /** So many handoffs it can have open at once; absent: any number. */
  open?: number;
}>;
/** `names`: in languages. `confirm`: consent to it counts once the link in this mail was followed and its button pressed. */
export type Topic = Readonly<{
  name?: string;
  names?: Readonly<Record<string, string>>;
  service?: true;
  confirm?: string;
}>;
export type Sender = Readonly<{
  name: string;
  address: string;
  replyTo?: string;
  zone?: Zone;
  /** So many mails a day (UTC) leave in this name; absent: any number. */
  perDay?: number;
}>;
/** Tags for the statistics of the house's sites, and which those are: these domains and what is below them, no other site. */
export type Utm = Readonly<{
  domains: readonly string[];
  source: string;
  medium: string;
  /** Absent: the journey and the mail, as in `trial/first-win`. */
  campaign?: string;
}>;
