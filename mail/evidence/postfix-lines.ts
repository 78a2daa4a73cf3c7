import type { Found, Sought } from '../../core/mail-evidence.ts';
import type { Instant } from '../../core/fact.ts';
import { type Stamped, stampOf } from './stamp.ts';

/** One copy that Postfix has seen the headers of; `open`: it may still be in its hands. */
type Copy = { state: 'open' | 'dropped'; readonly name: string; readonly at: Instant };

/**
 *   postfix/smtpd[7]: 4F1A2B: client=…           a client begins a mail
 *   postfix/cleanup[9]: 4F1A2B: message-id=<…>   its headers passed; it is not whole yet
 *   postfix/qmgr[3]: 4F1A2B: from=<…>, size=…    it is whole and in the queue: accepted
 *   postfix/smtpd[7]: lost connection after DATA from …, or timeout after DATA: it never became whole
 */
const LINE = /^\S+ ([^/[ ]+)\/(?:[\w-]+\/)*(\w+)\[(\d+)\]: (?:([0-9A-Za-z]{6,20}): )?(.*)$/;
const OURS = /^message-id=<([0-9a-f]{40})@/;
const ENDED = /^(?:lost connection|timeout|too many errors) after (?:DATA|BDAT)\b/;
const REFUSED = /^(?:milter-)?reject: /;
const LOST = /\b(?:lost \d+ messages|\d+ messages lost|Suppressed \d+ messages)\b/;
const SLACK = 5 * 60_000;
const HOUR = 3_600_000;

/** A log of Postfix, read line by line. It keeps what names a mail of ours, and from when to when it knows everything. */
export class PostfixLines {
  /** Everything that Postfix did since then is known; absent: nothing is. */
  #from: Instant | undefined;
  #to: Instant = -Infinity;
  /** Of ours, by name: in the queue, which is what 250 means; and when. */
  readonly #taken = new Map<string, Instant>();
  /** Those that are not, by name. */
  readonly #copies = new Map<string, Copy[]>();
  /** queue id → the copy of ours that has it now. */
  readonly #queued = new Map<string, Copy>();
  /** What a client of smtpd began and did not end: process → queue id. */
  readonly #begun = new Map<string, string>();

  /** One whole line, without its end. */
  read(line: string, now: Instant): void {
    const stamped = stampOf(line, now);
    if (stamped === undefined) return;
    this.#seen(stamped);
    const [, instance = '', daemon = '', pid = '', queue, said = ''] =
      LINE.exec(stamped.rest) ?? [];
    if (daemon === '') return;
    const process = `${instance}/${pid}`;
    if (queue === undefined) this.#ofProcess(process, said);
    else this.#ofQueue(`${instance}/${queue}`, { at: stamped.at, daemon, process, said });
  }

  /** What is older is known no more. */
  forget(before: Instant): void {
    if (this.#from !== undefined) this.#from = Math.max(this.#from, before);
    for (const [name, at] of this.#taken) if (at < before) this.#taken.delete(name);
    for (const [name, copies] of this.#copies)
      if (copies.every(({ at }) => at < before)) this.#copies.delete(name);
    for (const [queue, { at }] of this.#queued) if (at < before) this.#queued.delete(queue);
  }

  /** Lines are missing before this: what was known is no proof any more. */
  gap(): void {
    this.#from = undefined;
    this.#begun.clear();
  }

  /** What it says of a mail. Absent: Postfix wrote on until it cannot come any more, and no copy of it is left open. */
  find({ messageId, since, until }: Sought): Found {
    const name = shortOf(messageId.slice(1, 41));
    if (this.#taken.has(name)) return 'accepted';
    const copies = this.#copies.get(name) ?? [];
    if (copies.some(({ state }) => state === 'open')) return 'unknown';
    if (this.#taken.size === 0) return 'unknown'; // no mail of ours ever: it may be the log of another server
    const whole = this.#from !== undefined && this.#from <= since - SLACK && this.#to >= until;
    return whole ? 'absent' : 'unknown';
  }

  #seen({ at, vague, rest }: Stamped): void {
    if (LOST.test(rest)) this.gap();
    this.#from ??= vague ? at + HOUR : at;
    this.#to = Math.max(this.#to, at);
  }

  #ofProcess(process: string, said: string): void {
    if (!ENDED.test(said)) return;
    const copy = this.#queued.get(this.#begun.get(process) ?? '');
    if (copy?.state === 'open') copy.state = 'dropped';
    this.#begun.delete(process);
  }

  #ofQueue(queue: string, line: Line): void {
    const { daemon, process, said } = line;
    if (daemon === 'smtpd' && said.startsWith('client=')) this.#begun.set(process, queue);
    else if (daemon === 'cleanup') this.#ofCleanup(queue, line);
    else if (daemon === 'qmgr') this.#ofQmgr(queue);
  }

  #ofCleanup(queue: string, { at, said }: Line): void {
    const name = OURS.exec(said)?.[1];
    const copy = this.#queued.get(queue);
    if (name !== undefined) {
      const fresh: Copy = { state: 'open', name: shortOf(name), at };
      this.#queued.set(queue, fresh);
      this.#copies.set(fresh.name, [...(this.#copies.get(fresh.name) ?? []), fresh]);
    } else if (copy !== undefined && said.startsWith('message-id=')) {
      this.#queued.delete(queue); // somebody else's mail has the id now
    } else if (copy?.state === 'open' && REFUSED.test(said)) copy.state = 'dropped';
  }

  /** Whoever gets the queue id next is another mail. */
  #ofQmgr(queue: string): void {
    const copy = this.#queued.get(queue);
    if (copy === undefined) return;
    this.#taken.set(copy.name, copy.at);
    this.#copies.delete(copy.name);
    this.#queued.delete(queue);
  }
}

/** Half as long, and no slice of the line that it stood in: there may be a million. */
const shortOf = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');
type Line = Readonly<{ at: Instant; daemon: string; process: string; said: string }>;
