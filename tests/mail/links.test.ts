import { describe, expect, test } from 'vitest';
import { clickId, clickOf } from '../../mail/click-id.ts';
import { createLinks, parseLinkKeys } from '../../mail/links.ts';

const NEW = { id: 'k2', secret: 'n'.repeat(32) };
const OLD = { id: 'k1', secret: 'o'.repeat(32) };
const ID = '01957c3e-7d7a-7c3e-9f00-0123456789ab';
const BASE = 'https://mail.example/';

const tokenOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

describe('a link', () => {
  const links = createLinks([NEW, OLD], BASE);
  const token = tokenOf(links.url('u', ID));

  test('is an address of its purpose, and comes back as its id', () => {
    expect(links.url('u', ID)).toBe(`https://mail.example/u/${token}`);
    expect(links.url('h', ID)).toMatch(/^https:\/\/mail\.example\/h\//);
    expect(links.read('u', token)).toBe(ID);
  });

  test('is short, needs no encoding, and is the same each time', () => {
    expect(token.length).toBeLessThan(80);
    expect(encodeURIComponent(token)).toBe(token);
    expect(tokenOf(links.url('u', ID))).toBe(token);
  });

  test('carries a rep beside its id, where it is given one', () => {
    for (const rep of ['rosa', '𐐨'.repeat(80)])
      expect(links.read('h', tokenOf(links.url('h', `${ID}.${rep}`)))).toBe(`${ID}.${rep}`);
    expect(() => links.url('h', `${ID}.${'x'.repeat(81)}`)).toThrow(/uuid/);
  });

  test('of a mail carries its name and the link’s, and is the same each time', () => {
    const id = clickId(`<${'0a'.repeat(20)}@example.com>`, '0123456789ab');
    const click = tokenOf(links.url('c', id));
    expect(clickOf(links.read('c', click) ?? '')).toEqual({
      mail: '0a'.repeat(20),
      link: '0123456789ab',
    });
    expect([click.length < 80, tokenOf(links.url('c', id))]).toEqual([true, click]);
    expect(() => links.url('c', ID)).toThrow(/of a mail/);
    expect(() => clickId('<x@example.com>', '0123456789ab')).toThrow(/in the ledger/);
  });

  test('of one purpose is none of another', () => {
    expect(links.read('h', token)).toBeUndefined();
    expect(links.read('c', token)).toBeUndefined();
  });

  test('is nothing once any of its characters is changed, added or left out', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(links.read('u', token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
      expect(links.read('u', token.slice(0, at) + token.slice(at + 1))).toBeUndefined();
    }
    expect(links.read('u', `${token}A`)).toBeUndefined();
  });

  test.each([
    '',
    '.',
    'x',
    'k2..',
    'k2.a.b',
    '../../etc/passwd',
    '%00',
    'k9.x.y',
    'x'.repeat(10_000),
  ])('is nothing when it is "%s"', (text) => {
    expect(links.read('u', text)).toBeUndefined();
  });

  test('is of a uuid, and of no address', () => {
    expect(() => links.url('u', 'mara@example.com')).toThrow(/of a uuid/);
    expect(() => links.url('u', '7')).toThrow(/of a uuid/);
  });
});

describe('when keys are replaced', () => {
  const before = tokenOf(createLinks([OLD], BASE).url('u', ID));

  test('the first signs, and links of the others still work', () => {
    const links = createLinks([NEW, OLD], BASE);
    expect(tokenOf(links.url('u', ID))).toMatch(/^k2\./);
    expect(links.read('u', before)).toBe(ID);
  });

  test('links of a key that is gone are nothing', () => {
    expect(createLinks([NEW], BASE).read('u', before)).toBeUndefined();
  });

  test('another secret under the same name verifies nothing', () => {
    expect(createLinks([{ ...NEW, id: OLD.id }], BASE).read('u', before)).toBeUndefined();
  });

  test('without any key there are no links', () => {
    expect(() => createLinks([], BASE)).toThrow(/PERENNIAL_LINK_KEYS/);
  });
});

describe('PERENNIAL_LINK_KEYS', () => {
  test('is a list of id:secret, in order', () => {
    const text = `${NEW.id}:${NEW.secret}, ${OLD.id}:${OLD.secret}`;
    expect(parseLinkKeys(text)).toEqual([NEW, OLD]);
    expect(parseLinkKeys(`a:${'x:y'.repeat(16)}`)).toEqual([{ id: 'a', secret: 'x:y'.repeat(16) }]);
  });

  test.each([
    '',
    'secret',
    ':secretsecretsecretsecretsecretsecret',
    'k1:short',
    'a b:'.padEnd(60, 'x'),
  ])('is refused as "%s", by its name and without its value', (text) => {
    const failing = (): unknown => parseLinkKeys(text);
    expect(failing).toThrow(/PERENNIAL_LINK_KEYS/);
    expect(failing).not.toThrow(/short|secretsecret|xxx/);
  });

  test('is refused with an id twice', () => {
    expect(() => parseLinkKeys(`a:${'x'.repeat(32)},a:${'y'.repeat(32)}`)).toThrow(/twice/);
  });
});
