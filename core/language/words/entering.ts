import { Did, type Where } from '../did.ts';
import type { Entry, Journey, Stages, Written } from '../journey.ts';
import type { EventName, KnownEvent, Ours, Props, Stage } from '../names.ts';
import type { NoSuch } from '../no-such.ts';
import type { House } from '../vocabulary.ts';

/** Where they come in. A stage that may not be is refused by a message that nothing is assignable to. */
type Into<H extends House, May extends string> = <S extends May | (string & {})>(
  stage: S extends May
    ? S
    : S extends Stage<H>
      ? `only sales puts somebody into '${S}': say bySales.into('${S}')`
      : NoSuch<'stage', S, May>,
) => Entry<Extract<S, May>>;

/** The words for a journey and who comes into it. */
export interface Entering<H extends House, Mails> {
  /** A journey: data. Its id names it for good, in the store too. */
  readonly journey: <const S extends Stages<H>>(id: string, journey: Journey<H, S>) => Written;
  /** Whoever does this comes in: `on('trial.started').into('awareness')`. */
  readonly on: <E extends EventName<H, Mails> | (string & {})>(
    event: KnownEvent<H, Mails, E>,
    where?: Where<Props<H, Mails, E>>,
  ) => { into: Into<H, Ours<H>> };
  /** Sales may put somebody in. */
  readonly bySales: { into: Into<H, Stage<H>> };
  /** A list may be enrolled. */
  readonly byList: { into: Into<H, Ours<H>> };
}

export const entering = <H extends House, Mails>(): Entering<H, Mails> => ({
  journey: (id, journey) => ({ language: 1, id, ...journey }),
  on: (event, where) => ({ into: into({ on: new Did({ event, ...(where && { where }) }) }) }),
  bySales: { into: into({ by: 'sales' }) },
  byList: { into: into({ by: 'list' }) },
});

/** Here a stage is a name like any: what may not be, the types of `Into` refuse. */
const into = (entry: Omit<Entry<string>, 'into'>) => (stage: string) =>
  ({ ...entry, into: stage }) as Entry<never>;
