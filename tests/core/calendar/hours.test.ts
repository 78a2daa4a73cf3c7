import { expect, test } from 'vitest';
import { parseHours, type SaidHours } from '../../../core/calendar/hours.ts';

const all = [1, 2, 3, 4, 5, 6, 7];

test.for<[SaidHours, readonly number[], number, number]>([
  [{}, all, 0, 1440],
  [{ days: 'mon-fri', from: '09:00', to: '11:30' }, [1, 2, 3, 4, 5], 540, 690],
  [{ days: 'tue-thu' }, [2, 3, 4], 0, 1440],
  [{ days: 'mon,wed' }, [1, 3], 0, 1440],
  [{ days: 'wed, mon' }, [1, 3], 0, 1440],
  [{ days: 'sat-sun' }, [6, 7], 0, 1440],
  [{ days: 'fri-mon' }, [1, 5, 6, 7], 0, 1440],
  [{ days: 'mon-wed,tue-thu' }, [1, 2, 3, 4], 0, 1440],
  [{ days: 'sun' }, [7], 0, 1440],
  [{ from: '9:00' }, all, 540, 1440],
  [{ to: '00:01' }, all, 0, 1],
])('%o are hours', ([said, days, from, to]) => {
  expect(parseHours(said)).toEqual({ days, from, to });
});

test.for<[SaidHours]>([
  [{ days: '' }],
  [{ days: 'monday' }],
  [{ days: 'mon-' }],
  [{ days: 'mon-wed-fri' }],
  [{ days: 'mon fri' }],
  [{ days: 'mon,' }],
  [{ from: '9am' }],
  [{ from: '' }],
  [{ to: '24:01' }],
  [{ to: '12:60' }],
  [{ from: '24:00' }],
  [{ from: '09:00', to: '09:00' }],
  [{ from: '22:00', to: '06:00' }],
])('%o are none', ([said]) => {
  expect(parseHours(said)).toBeUndefined();
});
