import { describe, expect, test } from 'vitest';
import { mayMail, parseMailMode } from '../../mail/address.ts';

describe('safe mode', () => {
  test.each([undefined, '', ' ', ' , '])('mails nobody when PERENNIAL_MAIL is %j', (text) => {
    expect(mayMail('mara@example.com', parseMailMode(text, false))).toBe(false);
  });

  test('mails those on the list, in whatever letters', () => {
    const mode = parseMailMode('Mara@Example.com, @test.example', false);
    expect(mayMail('mara@example.COM', mode)).toBe(true);
    expect(mayMail('anybody@test.example', mode)).toBe(true);
    expect(mayMail('bob@example.com', mode)).toBe(false);
    expect(mayMail('anybody@sub.test.example', mode)).toBe(false);
    expect(mayMail('anybody@eviltest.example', mode)).toBe(false);
    expect(mayMail('mara@example.com.evil.example', mode)).toBe(false);
  });

  test('mails everybody once it says live', () => {
    expect(mayMail('mara@example.com', parseMailMode('live', false))).toBe(true);
  });

  test("lets everything into the stack's own inbox", () => {
    expect(mayMail('mara@example.com', parseMailMode(undefined, true))).toBe(true);
  });

  test.each(['yes', 'LIVE!', 'mara@', 'a b@example.com', 'example.com', 'live,mara@example.com'])(
    'refuses to start with PERENNIAL_MAIL=%s',
    (text) => {
      expect(() => parseMailMode(text, false)).toThrow(/PERENNIAL_MAIL is neither/);
      expect(() => parseMailMode(text, false)).not.toThrow(/mara/);
    },
  );
});
