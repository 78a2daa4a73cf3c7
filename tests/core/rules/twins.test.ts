import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codes } from '../../../core/check/codes.ts';
import { checkBook, rules } from '../../../core/rules/rules.ts';
import { book, type Twins } from './book.ts';

const folder = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(folder).map((file) => file.replace('.ts', ''));

test('the sound book breaks no rule', () => {
  expect(checkBook(book())).toEqual([]);
});

test.for(fixtures)(
  '%s refuses its failing book, with exactly its code, and not the twin',
  async (name) => {
    const { twins } = (await import(`./fixtures/${name}.ts`)) as { twins: Twins };
    const code = name.toUpperCase();
    const found = checkBook(twins.fails);
    expect([...new Set(found.map((one) => one.code))]).toEqual([code]);
    expect(checkBook(twins.passes)).toEqual([]);
    const doctrine = rules.find((rule) => rule.code === code)?.doctrine;
    for (const { what, why, mend } of found) {
      expect(what).toMatch(/\.|:\n/);
      expect(why).toBe(doctrine);
      expect(mend).not.toBe('');
    }
  },
);

test('every rule of the book is in the list, has its fixture, and says one doctrine', () => {
  const doctrine = Object.keys(codes).filter((code) => code.startsWith('J'));
  expect(rules.map(({ code }) => code)).toEqual(doctrine);
  expect(fixtures.toSorted()).toEqual(doctrine.map((code) => code.toLowerCase()).toSorted());
});
