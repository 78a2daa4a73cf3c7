import { describe, expect, it } from 'vitest';
import { createPace } from '../../relay/pace.ts';

describe('the pace of ringing', () => {
  it('lets a burst through, then what its rate allows', () => {
    const pace = createPace(100, 30);
    expect(pace.may(50, 0)).toBe(30);
    pace.heard(30, 0, 0);
    expect(pace.may(50, 0)).toBe(0);
    expect(pace.may(50, 100)).toBe(10);
    expect(pace.may(50, 60_000)).toBe(30);
  });

  it('says how long until the next may ring', () => {
    const pace = createPace(100, 30);
    pace.heard(30, 0, 0);
    expect(pace.rest(0)).toBe(10);
    expect(pace.may(1, 10)).toBe(1);
    expect(pace.rest(10)).toBe(0);
  });

  it('halves with each slow batch, but never falls silent', () => {
    const pace = createPace(100, 100);
    pace.heard(100, 1, 0);
    expect(pace.may(100, 1000)).toBe(50);
    for (let i = 0; i < 20; i += 1) pace.heard(0, 1, 1000);
    pace.heard(50, 1, 1000);
    expect(pace.may(100, 2000)).toBe(10);
  });

  it('comes back step by step when batches go well', () => {
    const pace = createPace(100, 1000);
    pace.heard(1000, 1, 0);
    for (let i = 0; i < 4; i += 1) pace.heard(0, 0, 0);
    expect(pace.may(1000, 1000)).toBe(100);
  });
});
