import { describe, expect, test } from 'vitest';
import { DATA_TIME, judgeUnsure, LET_GO_WITHIN, overAt } from '../../core/unsure.ts';

const MINUTE = 60_000;
const letGoAt = Date.UTC(2026, 5, 1, 9);
const evidence = { settlesWithin: 5_000, patience: 8 * MINUTE };
const over = overAt({ letGoAt, evidence });
const unsure = (more: Partial<Parameters<typeof judgeUnsure>[0]> = {}) =>
  judgeUnsure({
    now: over,
    letGoAt,
    triedSince: letGoAt,
    since: letGoAt,
    found: 'unknown',
    evidence,
    ifUnsure: 'hold',
    resent: false,
    ...more,
  });

describe('where a record can be asked', () => {
  test('that it arrived is believed at once', () => {
    expect(unsure({ now: letGoAt, found: 'accepted' })).toEqual({ kind: 'accepted' });
  });

  test('that it is absent only when no attempt can be writing and no server accepting any more', () => {
    expect(over).toBe(letGoAt + LET_GO_WITHIN + 5_000);
    expect(unsure({ now: over - 1, found: 'absent' })).toEqual({
      kind: 'wait',
      for: 'word',
      until: over,
    });
    expect(unsure({ found: 'absent' })).toEqual({ kind: 'again', because: 'absent' });
  });

  test('one that does not know is asked eight times more, then it is left at that', () => {
    const asked: number[] = [];
    let now = over;
    for (;;) {
      const next = unsure({ now });
      if (next.kind !== 'wait') break;
      asked.push(next.until - over);
      now = next.until;
    }
    expect(asked).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((minutes) => minutes * MINUTE));
    expect(unsure({ now })).toEqual({ kind: 'unknown' });
  });

  test('one that no copy of gets through is tried ever more rarely', () => {
    const tries: number[] = [];
    let at = letGoAt;
    while (at < letGoAt + 3 * 86_400_000) {
      const tried = { letGoAt: at, triedSince: letGoAt, since: at, found: 'absent' } as const;
      let now = overAt({ letGoAt: at, evidence });
      const next = unsure({ ...tried, now });
      if (next.kind === 'wait') now = next.until;
      expect(unsure({ ...tried, now })).toEqual({ kind: 'again', because: 'absent' });
      tries.push(now - at);
      at = now;
    }
    expect(tries.slice(0, 5)).toEqual([20_000, 20_000, 20_000, 30_000, 45_000]);
    expect(tries.at(-1)).toBe(6 * 3_600_000);
    expect(tries.length).toBeLessThan(40);
  });

  test('patience begins when somebody noticed, however long nobody was there to', () => {
    const since = letGoAt + 3 * 86_400_000;
    expect(unsure({ now: since, since })).toEqual({
      kind: 'wait',
      for: 'word',
      until: since + MINUTE,
    });
  });

  test('a step that says so sends it again in the end, once', () => {
    const tired = { now: over + 8 * MINUTE, ifUnsure: 'resend' } as const;
    expect(unsure(tired)).toEqual({ kind: 'again', because: 'resend' });
    expect(unsure({ ...tired, resent: true })).toEqual({ kind: 'unknown' });
    expect(unsure({ ...tired, resent: true, found: 'absent' })).toEqual({
      kind: 'again',
      because: 'absent',
    });
  });
});

describe('where no record can be asked', () => {
  const alone = { evidence: undefined, now: letGoAt } as const;

  test('it stays unknown at once', () => {
    expect(unsure(alone)).toEqual({ kind: 'unknown' });
  });

  test('a step that says so sends it again when the mail server has had its time, once', () => {
    const resend = { ...alone, ifUnsure: 'resend' } as const;
    const until = letGoAt + LET_GO_WITHIN + DATA_TIME;
    expect(unsure(resend)).toEqual({ kind: 'wait', for: 'word', until });
    expect(unsure({ ...resend, now: until })).toEqual({ kind: 'again', because: 'resend' });
    expect(unsure({ ...resend, now: until, resent: true })).toEqual({ kind: 'unknown' });
  });
});
