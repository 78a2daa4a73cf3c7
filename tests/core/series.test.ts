import { expect, test } from 'vitest';
import { folderOf, seriesOf } from '../../core/series.ts';

test('a mail is of the series that its id begins with, or stands alone', () => {
  expect(folderOf('field-notes/01-silence')).toBe('field-notes');
  expect(folderOf('first-win')).toBeUndefined();
});

test('a series has its members by name, however they come', () => {
  const mails = new Map(
    ['tips/02-b', 'first-win', 'notes/x', 'tips/10-c', 'tips/01-a'].map((id) => [id, {}]),
  );
  expect([...seriesOf(mails)]).toEqual([
    ['notes', ['notes/x']],
    ['tips', ['tips/01-a', 'tips/02-b', 'tips/10-c']],
  ]);
  expect(seriesOf(new Map([['first-win', {}]])).size).toBe(0);
});
