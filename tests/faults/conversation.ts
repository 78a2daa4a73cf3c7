import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Dealer } from './deck.ts';
import { type Fault, mayLeaveUnknown, type Phase, wordsOf } from './fault.ts';
import type { Kept } from './kept.ts';
import { Reader } from './reader.ts';

export type Manners = Readonly<{
  deck: Dealer;
  kept: Kept;
  /** How long a slow word takes; ms. */
  slow: number;
  /** After so long a mail is kept that is kept late; ms. */
  late: number;
  /** How long any word takes after the final dot, when the mail is kept already; ms. */
  takes: () => number;
}>;

/** How a moment went: as it ought to; the client was refused or told nonsense; or nobody talks any more. */
type Went = 'well' | 'badly' | 'over';

/** One connection, from the greeting to its end. Whatever goes wrong is in its cards: one for the connection, one for each mail. */
export class Conversation {
  readonly #socket: Socket;
  readonly #reader: Reader;
  readonly #manners: Manners;
  #card: Fault | undefined;

  constructor(socket: Socket, manners: Manners) {
    this.#socket = socket;
    this.#reader = new Reader(socket);
    this.#manners = manners;
    this.#card = manners.deck.deal('connection');
  }

  /** Resolves when it is over. */
  async talk(): Promise<void> {
    if ((await this.#meet('greeting', '220 faults ESMTP')) === 'well') await this.#obey();
    else await this.#reader.theEnd();
    if (this.#card !== undefined) this.#manners.deck.takeBack(this.#card);
    this.#socket.destroy();
  }

  /** Command after command. */
  async #obey(): Promise<void> {
    let mail: Mail | undefined;
    for (;;) {
      const line = await this.#reader.line();
      const verb = line?.slice(0, 4).toUpperCase();
      if (line === undefined || verb === 'QUIT') return;
      if (verb === 'MAIL') mail = await this.#from();
      else if (verb === 'RCPT') await this.#to(mail, line);
      else if (verb === 'DATA') await this.#data(mail);
      else if (verb === 'EHLO' || verb === 'HELO') await this.#hello();
      else this.#say('250 fine');
    }
  }

  async #hello(): Promise<void> {
    if ((await this.#meet('ehlo', '250-faults\r\n250-PIPELINING\r\n250 8BITMIME')) === 'over')
      await this.#reader.theEnd();
  }

  async #from(): Promise<Mail | undefined> {
    // a connection whose own fault did not come (HELO after EHLO) is over it
    this.#card ??= this.#manners.deck.deal('mail');
    return this.#step(undefined, 'mail', '250 fine').then((went) =>
      went === 'well' ? { to: '' } : undefined,
    );
  }

  async #to(mail: Mail | undefined, line: string): Promise<void> {
    if (mail === undefined) return this.#say('503 from whom?');
    const to = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if ((await this.#step(to, 'rcpt', '250 fine')) === 'well') mail.to = to;
  }

  async #data(mail: Mail | undefined): Promise<void> {
    if (mail === undefined || mail.to === '') return this.#say('503 to whom?');
    const { to } = mail;
    if ((await this.#step(to, 'data', '354 go on')) !== 'well') return;
    if (!(await this.#reader.someOfIt())) return;
    const went = await this.#step(to, 'body', undefined);
    const bytes = await this.#reader.mail();
    if (bytes === undefined) return;
    // whatever it was told meanwhile was the answer: nothing is said or kept now
    if (went === 'badly') this.#manners.kept.saw(to, bytes, false);
    else await this.#end(to, bytes);
  }

  async #end(to: string, bytes: Buffer): Promise<void> {
    const { kept, takes, late } = this.#manners;
    const card = this.#card?.phase === 'dot' ? this.#card : undefined;
    if (card?.late) await pause(late);
    const keeps = card === undefined || card.kind === 'slow' || card.keeps === true;
    kept.saw(to, bytes, keeps);
    await pause(takes());
    await this.#step(to, 'dot', '250 2.0.0 kept');
  }

  /** As `meet`, and keeps in mind what it told whom. */
  async #step(to: string | undefined, phase: Phase, word: string | undefined): Promise<Went> {
    const card = this.#card;
    if (card?.phase === phase && to !== undefined) this.#note(to, card);
    const went = await this.#meet(phase, word);
    if (went === 'over') await this.#reader.theEnd();
    return went;
  }

  #note(to: string, card: Fault): void {
    const { kept } = this.#manners;
    const { kind, gone } = card;
    if (mayLeaveUnknown(card)) kept.saidNothing(to);
    if (kind === '5xx') kept.saidNo(to);
    if (gone) kept.gone.add(to);
  }

  /** Says the word, or does what the card has for this moment. */
  async #meet(phase: Phase, word: string | undefined): Promise<Went> {
    const card = this.#card;
    if (card?.phase !== phase) {
      if (word !== undefined) this.#say(word);
      return 'well';
    }
    this.#card = undefined;
    this.#manners.deck.happened(card);
    return this.#do(card, word);
  }

  async #do({ kind, ...card }: Fault, word: string | undefined): Promise<Went> {
    switch (kind) {
      case 'drop':
        this.#socket.destroy();
        return 'over';
      case 'silence':
        return 'over';
      case 'slow':
        await this.#sayHaltingly(word);
        return 'well';
      case 'garbage':
      case '4xx':
      case '5xx':
        this.#say(wordsOf({ kind, ...card }));
        return 'badly';
    }
  }

  #say(word: string): void {
    this.#socket.write(`${word}\r\n`);
  }

  async #sayHaltingly(word: string | undefined): Promise<void> {
    const { slow } = this.#manners;
    await pause(slow / 2);
    if (word === undefined) return;
    this.#socket.write(word.slice(0, 5));
    await pause(slow / 2);
    this.#say(word.slice(5));
  }
}

type Mail = { to: string };
