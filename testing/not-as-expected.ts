const HERE = import.meta.dirname;

/** It happened otherwise than a test says. The message tells what instead, with the calendar; the stack begins at the line of the test. */
export class NotAsExpected extends Error {
  override readonly name = 'NotAsExpected';
  constructor(message: string) {
    super(message);
    leaveOut(this);
  }
}

/** A test says something that cannot be, or that could not fail: what, and what to say instead. The stack begins at the line of the test. */
export class CannotBe extends Error {
  override readonly name = 'CannotBe';
  constructor(message: string) {
    super(message);
    leaveOut(this);
  }
}

/** Whoever wrote the test has no use for our own lines. */
function leaveOut(error: Error): void {
  const lines = error.stack?.slice(error.stack.indexOf('\n    at ')).split('\n') ?? [];
  const theirs = lines.filter((line) => line.includes('at ') && !line.includes(HERE));
  error.stack = [`${error.name}: ${error.message}`, ...theirs].join('\n');
}
