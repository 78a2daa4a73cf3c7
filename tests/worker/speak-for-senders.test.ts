import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { speakForSenders } from '../../worker/speak-for-senders.ts';

const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const dkim = { domain: 'example.net', selector: 's1', key };
const house = { senders: { ana: { name: 'Ana', address: 'ana@example.com' } } };
const live = { kind: 'live' } as const;

test('a signature that speaks for no sender stops a start that would send real mail', () => {
  expect(() => speakForSenders({ dkim, mode: live }, house)).toThrow(
    /^Mails of these senders would be refused:\n- PERENNIAL_DKIM_DOMAIN is example\.net.*“ana”/,
  );
});

test('and is only warned of while somebody tries things out', () => {
  for (const mode of [{ kind: 'own-inbox' }, { kind: 'listed', allowed: [] }] as const)
    expect(speakForSenders({ dkim, mode }, house)).toHaveLength(1);
});

test('a return path elsewhere is warned of: the signature is proof enough', () => {
  const aligned = { ...dkim, domain: 'mail.example.com' };
  const given = { dkim: aligned, returnPath: 'bounce.example.net', mode: live };
  expect(speakForSenders(given, house)).toEqual([expect.stringContaining('PERENNIAL_RETURN_PATH')]);
  expect(speakForSenders({ ...given, returnPath: 'bounce.example.com' }, house)).toEqual([]);
});
