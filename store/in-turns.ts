/** Whoever asks, and how they are answered. */
type Waiting<A, R> = Readonly<{ asked: A; answer: PromiseWithResolvers<R> }>;

/**
 * Lets many who ask at once share one `turn`: those of the same moment, and those who come while a turn is under way, go with the next, at
 * most so many. So whoever asks alone is answered at once, and a thousand do not cost a thousand turns.
 *
 * A turn answers each in its place, or with a promise where one would hold up the others. One that throws fails all of its own; one that takes
 * longer than `patience`, ms, since its connection is dead perhaps, holds up nobody but its own.
 */
export function inTurns<A, R>(
  turn: (some: readonly A[]) => Promise<readonly (R | Promise<R>)[]>,
  { most = Infinity, patience = PATIENCE }: Readonly<{ most?: number; patience?: number }> = {},
): (asked: A) => Promise<R> {
  let waiting: Waiting<A, R>[] = [];
  let running = false;
  const run = async (): Promise<void> => {
    await endOfMoment();
    while (waiting.length > 0) {
      const some = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await atMost(patience, answerAll(turn, some));
    }
    running = false;
  };
  return async (asked) => {
    const answer = Promise.withResolvers<R>();
    waiting.push({ asked, answer });
    if (!running) {
      running = true;
      void run();
    }
    return answer.promise;
  };
}

const PATIENCE = 10_000;

/** Resolves with `work`, or when that takes too long, ms. */
async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([work, late.promise]);
  clearTimeout(timer);
}

/** Never rejects. */
async function answerAll<A, R>(
  turn: (some: readonly A[]) => Promise<readonly (R | Promise<R>)[]>,
  some: readonly Waiting<A, R>[],
): Promise<void> {
  try {
    const answers = await turn(some.map(({ asked }) => asked));
    if (answers.length !== some.length)
      throw new Error(`a turn of ${some.length} gave ${answers.length} answers`);
    for (const [i, { answer }] of some.entries()) answer.resolve(answers[i] as R | Promise<R>);
  } catch (error) {
    for (const { answer } of some) answer.reject(error);
  }
}

/** When everybody has gone on whom the last answer let go on. */
const endOfMoment = (): Promise<void> => new Promise((done) => process.nextTick(done));
