import { describe, expect, it } from 'vitest';
import { createErrorLog, describeError } from '../../relay/error-log.ts';
import { gatherLog } from '../support/gather-log.ts';

const failure = (code: string, say: string): Error => Object.assign(new Error(say), { code });

describe('the log of errors', () => {
  it('tells each kind once, until all is well again', () => {
    const log = gatherLog();
    const errors = createErrorLog('bell', log);
    errors.failed(failure('14', 'away'));
    errors.failed(failure('14', 'away'));
    errors.failed(failure('4', 'slow'));
    errors.worked();
    errors.worked();
    errors.failed(failure('14', 'away'));
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'warn', 'info', 'warn']);
    expect(log.lines[2]?.facts).toEqual({ loop: 'bell', errors: { 'Error 14': 2, 'Error 4': 1 } });
  });

  it('finds the code of what caused an error', () => {
    const error = new Error('could not signal', { cause: failure('14', 'no connection') });
    expect(describeError(error)).toEqual({ error: 'Error 14', say: 'could not signal' });
  });

  it('does not repeat what PostgreSQL quotes of bad data', () => {
    const error = failure('22P02', 'invalid input syntax for type integer: "ann@example.com"');
    expect(describeError(error)).toEqual({ error: 'Error 22P02' });
  });
});
