import { expect, test } from 'vitest';
import { excerptOf } from '../../../mail/back/excerpt.ts';

test.each([
  ['On Tue, Jan 5, 2027 at 9:30 AM Ana <ana@fernworks.example> wrote:\n> Hello'],
  ['Am 05.01.2027 um 09:30 schrieb Ana:\n> Hallo'],
  ['Le mar. 5 janv. 2027 à 09:30, Ana a écrit :\n> Bonjour'],
  ['El mar, 5 ene 2027 a las 9:30, Ana escribió:\n> Hola'],
  ['-----Original Message-----\nFrom: Ana\nHello'],
  ['-----Ursprüngliche Nachricht-----\nVon: Ana'],
  ['________________________________\nFrom: Ana\nSent: Tuesday'],
  ['From: Ana <ana@fernworks.example>\nSent: Tuesday, January 5\nTo: Mara'],
  ['Von: Ana\nGesendet: Dienstag\nAn: Mara'],
  ['> Hello Mara,\n> how are you?'],
  ['-- \nMara Lind\nNorthwind Ltd'],
])('what is quoted after an answer is none of it: %j', (quoted) => {
  expect(excerptOf(`Yes, Thursday.\r\n\r\n${quoted}`)).toBe('Yes, Thursday.');
});

test('an answer between the lines is told with them', () => {
  const between = '> Which day?\n\nThursday.\n\n> At what time?\n\nAt nine.';
  expect(excerptOf(between)).toBe(between);
});

test('a sentence that only speaks of writing is no quote', () => {
  const words = 'My colleague wrote that it works. From now on, ring me.';
  expect(excerptOf(words)).toBe(words);
});

test('it is at most 1,000 characters, without control characters and long gaps', () => {
  expect(excerptOf('x'.repeat(5_000))).toHaveLength(1_000);
  expect(excerptOf('a\u0000b\u001B[31m\n\n\n\n  c \t d')).toBe('a b [31m\n\nc d');
  expect(excerptOf('')).toBe('');
});

test('hostile text is read quickly', () => {
  const before = performance.now();
  for (const piece of ['From: a\n', 'a wrote ', '> ', '_'.repeat(50), 'On '])
    excerptOf(piece.repeat(32_768 / piece.length));
  expect(performance.now() - before).toBeLessThan(500);
});
