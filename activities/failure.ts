import { ApplicationFailure } from '@temporalio/common';

/** Tried again by the workflow's patience. The message is the code: nothing else may stand in a history, nor where we are installed. */
export const failure = (code: string): ApplicationFailure =>
  bare(ApplicationFailure.create({ message: code, type: code }));

/** Never tried again: the prospect is parked as faulted until somebody mends it. */
export const finalFailure = (code: string): ApplicationFailure =>
  bare(ApplicationFailure.nonRetryable(code, code));

function bare(made: ApplicationFailure): ApplicationFailure {
  made.stack = '';
  return made;
}
