import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../../api/http/problem.ts';
import { acceptedLanguages } from '../../api/public/accepted-languages.ts';
import { problemForReaders } from '../../api/public/problem-for-readers.ts';
import { createReaders } from '../../api/public/reader.ts';
import { english } from '../../core/page-words/english.ts';
import { ApiWorld } from './api-world.ts';

test.each([
  [undefined, []],
  [' , ;q=1', []],
  ['de', ['de']],
  ['en;q=0.5, de-AT , de;q=0.9', ['de-AT', 'de', 'en']],
  ['de;q=0,en', ['en']],
  ['de;q=x;q=1, *;q=0.1', ['*']],
  ['de;level=1;q=0.2,en;q=0.3', ['en', 'de']],
])('of %j, these are accepted, the dearest first', (header, languages) => {
  expect(acceptedLanguages(header)).toEqual(languages);
});

describe('the language of a page', () => {
  const wish = (own: Parameters<typeof createReaders>[0], browser?: string): string =>
    createReaders(own)({ query: {}, headers: browser ? { 'accept-language': browser } : {} })
      .language;

  test('is that of the house for whoever says none', () => {
    expect([wish({ language: 'de' }), wish({})]).toEqual(['de', 'en']);
    expect(wish({ language: 'de' }, 'en-US')).toBe('en');
  });

  test('may be one that only the house speaks', () => {
    const own = { pageWords: { fr: { ...english, choose: 'Choisir' } } };
    expect([wish(own, 'fr-CA'), wish({}, 'fr-CA')]).toEqual(['fr', 'en']);
  });
});

test('an error of ours is told to readers with where to find it, and to them alone', () => {
  const readerOf = createReaders({ language: 'de' });
  const problem = new Problem('internal', 'secret insides', { id: '7f3e' });
  const page = problemForReaders(problem, readerOf({ query: undefined, headers: {} }));
  expect(page).toMatch(/lang="de"[\s\S]*<h1>Hier ist etwas schiefgegangen[\s\S]*unter 7f3e\./);
  expect(page).not.toContain('secret');
});

describe('words of a house', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    const en = { unsubscribeLead: '<b>Bye</b> {address}', choose: '"><script>' };
    const topics = { news: { name: '<i>News</i>' } };
    api = await ApiWorld.open({ house: { pageWords: { en }, topics } });
  });
  afterAll(() => api.close());

  test('stand on the pages as text, whatever they hold', async () => {
    const prospect = await api.world.person({ email: 'miriam@northwind.example' });
    const seen = async (purpose: 'u' | 'p'): Promise<string> =>
      (await api.ask({ url: api.link(purpose, prospect), headers: { accept: 'text/html' } })).body;
    const leave = await seen('u');
    expect(leave).toContain('&lt;b&gt;Bye&lt;/b&gt; <strong>m•••@northwind.example</strong>');
    expect(leave + (await seen('p'))).not.toMatch(/<script|<i>|<b>/);
  });
});
