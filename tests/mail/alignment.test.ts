import { expect, test } from 'vitest';
import { misalignments } from '../../mail/alignment.ts';
import { senderDnsProblems } from '../../mail/sender-dns.ts';

const from = (address: string) => ({ senders: { ana: { address } } });

test.each([
  ['ana@example.com', 'example.com'],
  ['ana@mail.example.com', 'example.com'],
  ['ana@example.com', 'news.example.com'],
  ['ana@EXAMPLE.co.uk', 'mail.example.co.uk'],
  ['ana@bücher.example', 'xn--bcher-kva.example'],
])('%s is spoken for by %s', (address, domain) => {
  expect(misalignments({ ...from(address), dkim: domain, returnPath: domain })).toEqual([]);
});

test.each([
  ['ana@example.com', 'example.net'],
  ['ana@one.co.uk', 'two.co.uk'],
  ['ana@example.com', 'example.com.evil.example'],
  ['ana@one.github.io', 'two.github.io'],
])(
  '%s is not spoken for by %s: a signature that fails, a return path that proves nothing',
  (address, domain) => {
    const said = misalignments({ ...from(address), dkim: domain, returnPath: domain });
    expect(said.map(({ fails }) => fails)).toEqual([true, false]);
    expect(said[0]?.say).toMatch(
      /^PERENNIAL_DKIM_DOMAIN is .*“ana” of journeys\/house\.ts.*Sign as /,
    );
    expect(said[1]?.say).toMatch(/^PERENNIAL_RETURN_PATH is .*bounce\./);
  },
);

test('where nothing is signed here and nothing comes back here, there is nothing to say', () => {
  expect(misalignments(from('ana@example.com'))).toEqual([]);
});

test('DNS is asked for DMARC of the senders and SPF of where mails come from', async () => {
  const records: Readonly<Record<string, string>> = {
    '_dmarc.example.com': 'v=DMARC1; p=none',
    'bounce.example.com': 'v=spf1 ip4:192.0.2.1 -all',
  };
  const resolve = (name: string): Promise<string[][]> => {
    const record = records[name];
    return record === undefined
      ? Promise.reject(new Error('ENODATA'))
      : Promise.resolve([[record]]);
  };
  const mine = from('ana@mail.example.com');
  expect(await senderDnsProblems({ ...mine, returnPath: 'bounce.example.com' }, resolve)).toEqual(
    [],
  );
  expect(await senderDnsProblems({ ...from('ana@example.net') }, resolve)).toEqual([
    expect.stringMatching(/DMARC at _dmarc\.example\.net; publish/),
    expect.stringMatching(/SPF at example\.net; publish/),
  ]);
});
