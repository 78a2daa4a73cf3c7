import type { MailsOf } from './names.ts';
import type { House } from './vocabulary.ts';
import { type Aiming, aiming } from './words/aiming.ts';
import { type Entering, entering } from './words/entering.ts';
import { type Handing, handing } from './words/handing.ts';
import { type Knowing, knowing } from './words/knowing.ts';
import { type Leading, leading } from './words/leading.ts';
import { type Saying, saying } from './words/saying.ts';
import { type Timing, timing } from './words/timing.ts';

/** All words of one house. */
export type Language<H extends House, Mails, Folder extends string> = Entering<H, Mails> &
  Knowing<H, Mails> &
  Saying<H, Mails, Folder> &
  Timing<H> &
  Leading<H> &
  Handing<H, Mails> &
  Aiming<H>;

/**
 * The journey language of one house. Pure: every word returns plain data, and no schema is looked at.
 *
 *     export const { journey, on, educate, … } = speak<typeof house, Mails, Series>();
 */
export function speak<
  H extends House,
  Mails extends MailsOf<Mails>,
  Folder extends string = string,
>(): Language<H, Mails, Folder> {
  return {
    ...entering<H, Mails>(),
    ...knowing<H, Mails>(),
    ...saying<H, Mails, Folder>(),
    ...timing<H>(),
    ...leading<H>(),
    ...handing<H, Mails>(),
    ...aiming<H>(),
  };
}
