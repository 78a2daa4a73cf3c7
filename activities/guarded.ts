import { ApplicationFailure, CancelledFailure, Context } from '@temporalio/activity';
import type { Answer, Question } from '../core/state.ts';
import type { Log } from './deps.ts';
import { failure, finalFailure } from './failure.ts';

type Activity = (question: Question) => Promise<Answer>;

/** A bug that is still there after as many attempts, some minutes, will not go away by itself: the prospect is parked, for all to see. */
const BUG_ATTEMPTS = 10;

/**
 * An activity whose failures are codes: a failure is written into the workflow's history, in clear and for years, and what PostgreSQL or a
 * mail server says may hold an address. Our own log gets what was asked and where it went wrong, and no more words of theirs.
 */
export const guarded =
  (log: Log, activity: Activity): Activity =>
  async (question) => {
    try {
      return await activity(question);
    } catch (error) {
      if (error instanceof ApplicationFailure || error instanceof CancelledFailure) throw error;
      const { activityType, attempt } = Context.current().info;
      const { prospect, entry, todo } = question;
      const code = codeOf(error);
      const asked = { activity: activityType, attempt, prospect, entry, key: todo.key };
      if (attempt === 1 || attempt % 10 === 0)
        log.warn({ ...asked, code, at: placesOf(error) }, 'an activity failed');
      throw isBug(error) && attempt >= BUG_ATTEMPTS ? finalFailure(code) : failure(code);
    }
  };

const CODE = /^[A-Z0-9_]{2,40}$/;

/** PostgreSQL's or Node's code, else the class of the error: nothing of what it says. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'FAILED';
  const code = 'code' in error ? error.code : '';
  return typeof code === 'string' && CODE.test(code) ? code : error.constructor.name;
}

/** A store that is away fails by other errors; those are tried for as long as it takes. */
const isBug = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;

/** The stack without the message, which it repeats. */
const placesOf = (error: unknown): readonly string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => line.startsWith('    at '))
        .slice(0, 8)
    : [];
