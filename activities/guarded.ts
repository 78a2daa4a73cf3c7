import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Answer, Question } from '../core/state.ts';
import type { Log } from './deps.ts';

type Activity = (question: Question) => Promise<Answer>;

/**
 * An activity whose failures are codes: a failure is written into the workflow's history, in clear and for years, and what PostgreSQL or a
 * mail server says may hold an address. The text goes to our own log, with what was asked.
 */
export const guarded =
  (log: Log, activity: Activity): Activity =>
  async (question) => {
    try {
      return await activity(question);
    } catch (error) {
      if (error instanceof ApplicationFailure) throw error;
      const { activityType, attempt } = Context.current().info;
      const { prospect, entry, todo } = question;
      log.warn(
        { err: error, activity: activityType, attempt, prospect, entry, key: todo.key },
        'an activity failed',
      );
      throw failure(codeOf(error));
    }
  };

/** Tried again by the workflow's patience. The message is the code: nothing else may stand in a history. */
export const failure = (code: string): ApplicationFailure =>
  ApplicationFailure.create({ message: code, type: code });

/** Never tried again: the prospect is parked as faulted until somebody mends it. */
export const finalFailure = (code: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(code, code);

const CODE = /^[A-Z0-9_]{2,40}$/;

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' && CODE.test(code) ? code : 'FAILED';
}
