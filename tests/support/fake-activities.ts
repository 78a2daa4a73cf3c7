import type { Activities } from '../../activities/activities.ts';
import type { Answer, Question } from '../../core/state.ts';

type Kind = keyof Activities;
/** What to answer: the store's clock is added. */
export type Reply = Answer extends infer A ? (A extends Answer ? Omit<A, 'at'> : never) : never;
type Replier = (question: Question, nth: number) => Reply | Promise<Reply>;

/** A fake: no store and no mail server, only a record of what was asked and the answers a test wants. */
export class FakeActivities implements Activities {
  readonly asked: Question[] = [];
  readonly #repliers: Readonly<Partial<Record<Kind, Replier>>>;
  readonly #waiting: { fits: (question: Question) => boolean; done: (q: Question) => void }[] = [];

  /** What is not said is answered as if all went well: sent, stays, and gone at an end. */
  constructor(repliers: Readonly<Partial<Record<Kind, Replier>>> = {}) {
    this.#repliers = repliers;
  }

  readonly touch = (question: Question): Promise<Answer> => this.#answer('touch', question);
  readonly offer = (question: Question): Promise<Answer> => this.#answer('offer', question);
  readonly expire = (question: Question): Promise<Answer> => this.#answer('expire', question);
  readonly quiet = (question: Question): Promise<Answer> => this.#answer('quiet', question);
  readonly draw = (question: Question): Promise<Answer> => this.#answer('draw', question);
  readonly task = (question: Question): Promise<Answer> => this.#answer('task', question);
  readonly overdue = (question: Question): Promise<Answer> => this.#answer('overdue', question);
  readonly moved = (question: Question): Promise<Answer> => this.#answer('moved', question);

  /** Resolves with the first such question, asked already or still to come. */
  async question(fits: (question: Question) => boolean): Promise<Question> {
    const found = this.asked.find(fits);
    return found ?? new Promise((done) => this.#waiting.push({ fits, done }));
  }

  /** 'touch nurture.hello', one a question. */
  get trace(): readonly string[] {
    return this.asked.map(({ todo, state }) => `${todo.kind} ${state.at}`);
  }

  async #answer(kind: Kind, question: Question): Promise<Answer> {
    const nth = this.asked.push(question);
    for (const { fits, done } of this.#waiting) if (fits(question)) done(question);
    const reply = await (this.#repliers[kind] ?? usual)(question, nth);
    return { ...reply, at: Date.now() };
  }
}

function usual({ todo, state }: Question): Reply {
  switch (todo.kind) {
    case 'touch':
      return { kind: 'sent' };
    case 'moved':
      return todo.ended === undefined ? { kind: 'stays' } : { kind: 'gone' };
    default:
      return { kind: 'unqualified', reason: `nobody said what to answer at ${state.at}` };
  }
}
