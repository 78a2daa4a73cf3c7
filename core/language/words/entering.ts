import { Did, type Where } from '../did.ts';
import type { Entry, Journey, Stages, Written } from '../journey.ts';
import type { EventName, KnownEvent, Ours, Props, Stage } from '../names.ts';
import type { House } from '../vocabulary.ts';

/** The words for a journey and who comes into it. */
export interface Entering<H extends House, Mails> {
  /** A journey: data. Its id names it for good, in the store too. */
  readonly journey: <const S extends Stages<H>>(id: string, journey: Journey<H, S>) => Written;
  /** Whoever does this comes in: `on('trial.started').into('awareness')`. */
  readonly on: <E extends EventName<H, Mails> | (string & {})>(
    event: KnownEvent<H, Mails, E>,
    where?: Where<Props<H, Mails, E>>,
  ) => { into: <S extends `${Ours<H>}`>(stage: S) => Entry<S> };
  /** Sales may put somebody in. */
  readonly bySales: { into: <S extends `${Stage<H>}`>(stage: S) => Entry<S> };
  /** A list may be enrolled. */
  readonly byList: { into: <S extends `${Ours<H>}`>(stage: S) => Entry<S> };
}

export const entering = <H extends House, Mails>(): Entering<H, Mails> => ({
  journey: (id, journey) => ({ language: 1, id, ...journey }),
  on: (event, where) => ({
    into: (into) => ({ on: new Did({ event, ...(where && { where }) }), into }),
  }),
  bySales: { into: (into) => ({ by: 'sales', into }) },
  byList: { into: (into) => ({ by: 'list', into }) },
});
