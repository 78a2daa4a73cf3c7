import { z } from 'zod';
import { type Person, whoHas } from './cast.ts';
import { tellOf } from './deeds.ts';
import { reactionsTo, type Reaction } from './habits.ts';
import type { PublicApi } from './public-api.ts';

const Mail = z.object({ id: z.string(), to: z.string(), subject: z.string(), at: z.string() });
type Mail = z.infer<typeof Mail>;
const Page = z.object({ mails: z.array(Mail), next: z.string().optional() });

/** After a restart, what is longer overdue than this is let be: it was done, or the moment has passed. ms */
const STALE = 60_000;
const AT_ONCE = 20;

type Due = Readonly<{ who: Person; name: string; reaction: Reaction; mail: Mail; at: number }>;

/** Reads the inbox as the cast does, each their own mails, and does what they do about them. */
export class Letters {
  readonly #api: PublicApi;
  readonly #counts = new Map<number, number>();
  readonly #pace: number;
  #after: string | undefined;
  #due: Due[] = [];

  constructor(api: PublicApi, pace: number) {
    this.#api = api;
    this.#pace = pace;
  }

  async tick(now: number): Promise<void> {
    await this.#read(now);
    const ready = this.#due.filter(({ at }) => at <= now).slice(0, AT_ONCE);
    this.#due = this.#due.filter((due) => !ready.includes(due));
    const done = await Promise.allSettled(ready.map((due) => this.#carryOut(due)));
    this.#due.push(...ready.flatMap((due, i) => again(due, done[i], now)));
    const failed = done.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async #carryOut({ who, name, reaction, mail }: Due): Promise<void> {
    await tellOf(this.#api, { who, name, deed: reaction.deed, mail: mail.id });
  }

  async #read(now: number): Promise<void> {
    for (;;) {
      const after = this.#after === undefined ? '' : `&after=${this.#after}`;
      const { mails, next } = await this.#api.get(`/inbox.json?limit=1000${after}`, Page);
      for (const mail of mails) this.#take(mail, now);
      this.#after = mails.at(-1)?.id ?? this.#after;
      if (next === undefined) return;
    }
  }

  #take(mail: Mail, now: number): void {
    const who = whoHas(mail.to);
    if (!who) return; // a rep's mail
    const k = (this.#counts.get(who.n) ?? 0) + 1;
    this.#counts.set(who.n, k);
    for (const [i, reaction] of reactionsTo(who, {
      k,
      at: Date.parse(mail.at),
      subject: mail.subject,
      pace: this.#pace,
    }).entries()) {
      const at = Date.parse(mail.at) + reaction.after;
      if (at > now - STALE) this.#due.push({ who, name: `${k}-${i}`, reaction, mail, at });
    }
  }
}

/** What failed is tried once more a little later, until it is stale. */
function again(due: Due, result: PromiseSettledResult<void> | undefined, now: number): Due[] {
  const isOver = result?.status === 'fulfilled' || Date.parse(due.mail.at) < now - STALE;
  return isOver ? [] : [{ ...due, at: now + 1000 }];
}
