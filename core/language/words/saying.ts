import type { Condition } from '../condition.ts';
import type { Complete, MailsOf, Sender, Topic, Window } from '../names.ts';
import type { NoSuch } from '../no-such.ts';
import { type Fill, type Step, step } from '../step.ts';
import type { Duration, Moment } from '../time.ts';
import type { House, Name, Spelled } from '../vocabulary.ts';

type TouchOptions<H extends House> = Readonly<{
  /** What the step is called, where one mail is said twice in a stage. */
  name?: string;
  /** Said only if it holds then; else the journey walks on. */
  when?: Condition;
  topic?: Topic<H>;
  during?: Window<H>;
  from?: Sender<H>;
  /** From then on it is not sent any more. A mail that waited for a date says so by itself. */
  uselessAfter?: Duration | Moment;
  /** What to do if nobody knows whether it left. */
  ifUnsure?: 'hold' | 'resend';
}>;
type TouchArgs<H extends House, Mails, M> =
  M extends Spelled<Mails> ? SlotArgs<H, Mails[M]> : never;
type SlotArgs<H extends House, Slots> = object extends Slots
  ? [options?: TouchOptions<H>]
  : [options: TouchOptions<H> & Readonly<{ fill: Fill<Slots> }>];

type SeriesOptions<H extends House> = Readonly<{
  /** What the step is called, where one folder is drawn from twice in a stage. */
  name?: string;
  every: Duration;
  /** As soon as it holds, or on that date, they go on. Without it they go on when they have seen all. */
  until?: Condition | Moment;
  /** After so many they go on. */
  atMost?: number;
  topic?: Topic<H>;
  during?: Window<H>;
  from?: Sender<H>;
  /** What to do if nobody knows whether one of them left. */
  ifUnsure?: 'hold' | 'resend';
}>;

interface Touch<H extends House, Mails, Folder extends string> {
  <M extends Spelled<Mails> | (string & {})>(
    mail: M extends Spelled<Mails> ? M : NoSuch<'mail', M, Spelled<Mails>>,
    ...rest: TouchArgs<H, Mails, M>
  ): Step<never>;
  /** For the message alone: what is missing from a mail that is named and nothing else. */
  <M extends Spelled<Mails> | (string & {})>(
    mail: M extends Complete<Mails>
      ? M
      : M extends Spelled<Mails>
        ? `'${M}' has slots: say { fill: { ${Name<Mails[M]>}: … } }`
        : NoSuch<'mail', M, Spelled<Mails>>,
  ): Step<never>;
  /** One unseen mail of a folder after the other. */
  readonly series: <F extends Folder | (string & {})>(
    folder: F extends Folder ? F : NoSuch<'series', F, Folder>,
    options: SeriesOptions<H>,
  ) => Step<never>;
}

/** The two verbs. There is no third: every message either educates or asks for something. */
export interface Saying<H extends House, Mails, Folder extends string> {
  /** A message that helps them, whatever they do next. */
  readonly educate: Touch<H, Mails, Folder>;
  /** A message that asks them for a decision. */
  readonly convert: Touch<H, Mails, Folder>;
}

export function saying<
  H extends House,
  Mails extends MailsOf<Mails>,
  Folder extends string,
>(): Saying<H, Mails, Folder> {
  const touch = (mindset: 'educate' | 'convert'): Touch<H, Mails, Folder> =>
    Object.assign(
      (mail: unknown, options?: TouchOptions<H>) => step('touch', { mindset, mail, ...options }),
      {
        series: (folder: unknown, o: SeriesOptions<H>) => step('series', { mindset, folder, ...o }),
      },
    );
  return { educate: touch('educate'), convert: touch('convert') };
}
