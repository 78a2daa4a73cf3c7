import { expect, test } from 'vitest';
import { deadLinks, saidOfLinks } from '../../mail/served-links.ts';

const [old, fresh, strange] = ['old', 'fresh', 'strange'].map((id) => ({
  id,
  secret: id.repeat(20),
}));
const keys = [fresh, old].flatMap((key) => key ?? []);
const said = saidOfLinks({ keys, hosts: ['mail.example.com', 'localhost'] });
const hosts = ['mail.example.com'];

test('links that the API answers are alive, also with a key that it does not sign with any more', () => {
  expect(deadLinks({ keys, hosts }, said)).toBeUndefined();
  expect(deadLinks({ keys: keys.toReversed(), hosts: ['localhost:7310'] }, said)).toBeUndefined();
});

test('with a key that the API has not they are dead, also where it has the same name', () => {
  for (const first of [strange, { id: 'old', secret: 'another'.repeat(5) }])
    expect(deadLinks({ keys: [first, ...keys].flatMap((key) => key ?? []), hosts }, said)).toMatch(
      /PERENNIAL_LINK_KEYS.*Give it to the API first/,
    );
});

test('and so they are at a host that it does not answer to', () => {
  expect(deadLinks({ keys, hosts: ['mail.example.org'] }, said)).toMatch(/PERENNIAL_URL/);
});

test('what is said of them holds no secret, and what is not understood proves nothing', () => {
  for (const { secret } of keys) expect(said).not.toContain(secret);
  for (const odd of ['', '[]', '{"hosts":1}'])
    expect(deadLinks({ keys, hosts }, odd)).toBeUndefined();
});
