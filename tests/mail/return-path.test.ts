import { expect, test } from 'vitest';
import { createReturnPath, parseReturnDomain } from '../../mail/return-path.ts';

const NEW = { id: 'k2', secret: 'n'.repeat(32) };
const OLD = { id: 'k1', secret: 'o'.repeat(32) };
const NAME = '4f0c6b8e1d2a3957c4e8b0a1f6d39275e8c1b204';
const ID = `<${NAME}@perennial.example>`;
const paths = createReturnPath([NEW, OLD], 'bounce.example');
const path = paths.address(ID) ?? '';

test('a return path is an address of one mail, and comes back as its name, also from servers that shout', () => {
  expect(path).toMatch(/^b\+[a-z2-7]{58}@bounce\.example$/);
  expect(path.indexOf('@')).toBeLessThanOrEqual(64); // RFC 5321, 4.5.3.1.1
  expect(paths.read(path)).toBe(NAME);
  expect(paths.read(path.toUpperCase())).toBe(NAME);
});

test('is the same at each attempt, and holds no word of the Message-ID or of anybody', () => {
  expect(paths.address(ID)).toBe(path);
  expect(path).not.toContain(NAME.slice(0, 8));
  expect(paths.address('<mara@northwind.example>')).toBeUndefined();
});

test('is nothing once any of its characters is changed or left out, at another domain, or under another key', () => {
  for (let at = 0; at < path.length; at += 1) {
    const other = path[at] === 'q' ? 'w' : 'q';
    expect(paths.read(path.slice(0, at) + other + path.slice(at + 1))).toBeUndefined();
    expect(paths.read(path.slice(0, at) + path.slice(at + 1))).toBeUndefined();
  }
  const others = createReturnPath([{ ...NEW, secret: 'x'.repeat(32) }], 'bounce.example');
  expect(others.read(path)).toBeUndefined();
  for (const text of [
    '',
    '@',
    'b+@bounce.example',
    `b+${'a'.repeat(58)}@bounce.example`,
    'x'.repeat(10_000),
  ])
    expect(paths.read(text)).toBeUndefined();
});

test('of a key that was replaced is still read', () => {
  const before = createReturnPath([OLD], 'bounce.example').address(ID) ?? '';
  expect(before).not.toBe(path);
  expect(paths.read(before)).toBe(NAME);
});

test('an address that unsubscribes is another: neither is ever taken for the other', () => {
  const leave = paths.leaveAddress(ID) ?? '';
  expect(leave).toMatch(/^u-[a-z2-7]{58}@bounce\.example$/);
  expect(paths.readLeave(leave.toUpperCase())).toBe(NAME);
  expect(paths.read(leave)).toBeUndefined();
  expect(paths.readLeave(path)).toBeUndefined();
  expect(paths.readLeave(path.replace('b+', 'u-'))).toBeUndefined();
  expect(paths.read(leave.replace('u-', 'b+'))).toBeUndefined();
});

test('PERENNIAL_RETURN_PATH is a domain, and is named without its value when it is none', () => {
  expect(parseReturnDomain(' Bounce.Company.Example ')).toBe('bounce.company.example');
  for (const text of ['', 'geheim', 'a@geheim.example', 'https://geheim.example', '127.0.0.1']) {
    expect(() => parseReturnDomain(text)).toThrow(/PERENNIAL_RETURN_PATH/);
    expect(() => parseReturnDomain(text)).not.toThrow(/geheim/);
  }
});
