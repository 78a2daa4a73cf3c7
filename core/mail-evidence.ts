import type { Instant } from './fact.ts';

/**
 * What a record says of one mail. `absent` is a proof: the record is complete over the whole time in which the mail can have come, and it
 * did not. Whoever cannot prove that says `unknown`.
 */
export type Found = 'accepted' | 'absent' | 'unknown';

/** Which mail is looked for. Its last bytes were not let go before `since`; from `until` on no mail server can accept it any more. */
export type Sought = Readonly<{ messageId: string; since: Instant; until: Instant }>;

/** How long to wait for a record to know. Milliseconds. */
export type Patience = Readonly<{
  /** Once its last bytes are out, a mail that the server accepts stands in the record within this. */
  settlesWithin: number;
  /** What is still unknown so long after that will stay so. */
  patience: number;
}>;

/** A record that can be asked what became of a mail: the port that mail/evidence/ has the adapters of. */
export type MailEvidence = Patience &
  Readonly<{
    /** What it is, for people: 'the log of the mail server'. */
    name: string;
    /** Whether it can ever say `absent`. */
    provesAbsence: boolean;
    /** What is in the way of asking it now, for whoever operates it; undefined: nothing. Never throws. */
    problem(): Promise<string | undefined>;
    /** Never throws: a record that cannot be read does not know. */
    look(sought: Sought): Promise<Found>;
    /** Lets go of what it holds open. */
    close(): Promise<void>;
  }>;
