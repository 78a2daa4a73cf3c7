import { expect, test } from 'vitest';
import { linksLeadHere } from '../../worker/links-lead-here.ts';

const live = { kind: 'live' } as const;

test('real mail whose links lead to this machine only is warned of', () => {
  expect(linksLeadHere({ mode: live, url: 'http://127.0.0.1:7310' })).toHaveLength(1);
});

test('nothing is, where people can follow them, or nobody gets one', () => {
  expect(linksLeadHere({ mode: live, url: 'https://mail.example.com' })).toEqual([]);
  const listed = { kind: 'listed', allowed: ['@example.com'] } as const;
  expect(linksLeadHere({ mode: listed, url: 'http://127.0.0.1:7310' })).toEqual([]);
});
