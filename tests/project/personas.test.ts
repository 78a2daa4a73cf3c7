import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { checkPersonas, type Named } from '../../project/check-personas.ts';
import { loadHouse } from '../../project/load-house.ts';
import { personaNames, readPersona } from '../../project/personas.ts';

const root = join(import.meta.dirname, '../..');
let named: Named;
let dir: string;
beforeAll(async () => {
  const mails = new Map(['first-win', 'field-notes/01-silence'].map((mail) => [mail, undefined]));
  named = { house: await loadHouse(root), mails };
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'perennial-personas-'));
  await mkdir(join(dir, 'personas'));
  return () => rm(dir, { recursive: true });
});

const ana = { name: 'Ana', email: 'ana@acme.example' };
const write = (name: string, text: string): Promise<void> =>
  writeFile(join(dir, 'personas', `${name}.json`), text);
/** Code and path of what is wrong, then what and how to mend it. */
async function findings(persona: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  await write('ana', JSON.stringify({ ...ana, ...persona }));
  return (await checkPersonas(dir, named)).map(
    ({ code, file, path, what, mend }) => `${code} ${file} ${path} | ${what} ${mend}`,
  );
}

test('the names of personas are those of their files', async () => {
  await write('mara', JSON.stringify(ana));
  await write('jonas', JSON.stringify(ana));
  expect(await personaNames(dir)).toEqual(['jonas', 'mara']);
  expect(await readPersona(dir, 'mara')).toEqual({ persona: { ...ana, traits: {}, does: [] } });
  expect(await personaNames(join(dir, 'nowhere'))).toEqual([]);
});

test('a persona that uses every word of the file is fine', async () => {
  expect(
    await findings({
      about: 'Somebody.',
      zone: 'Europe/Berlin',
      account: 'acme.example',
      traits: { role: 'buyer', employees: 120 },
      consent: ['field-notes'],
      begins: '2027-01-11 10:30',
      does: [
        { event: 'trial.started', with: { plan: 'team', endsAt: { in: '30 days' } } },
        { of: { mail: 'first-win' }, event: 'mail.clicked', with: { mail: 'first-win' } },
        { of: { series: 'field-notes' }, times: 2, after: '1 day', event: 'pricing.viewed' },
        { of: { stage: 'nurture' }, becomes: { role: 'champion' } },
        { every: '2 weeks', times: 3, event: 'pricing.viewed' },
      ],
      sales: [
        { after: '1 hour', say: 'reject', reason: 'not-ready' },
        { after: '1 hour', say: 'not-yet', for: '10 days' },
        { say: 'nothing' },
        { after: '1 hour', say: 'accept', rep: 'rosa', then: { after: '9 days', is: 'won' } },
      ],
      tasks: { after: '1 day' },
    }),
  ).toEqual([]);
});

test('what is no JSON is told with its file', async () => {
  await write('ana', '{ "name": ');
  expect(await checkPersonas(dir, named)).toMatchObject([
    { code: 'S001', file: 'personas/ana.json' },
  ]);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['a word the file does not have', { nmae: 'Ana' }, /S001 .*nmae/],
  ['no address', { email: 'ana' }, /S001 \S+ email .*no address/],
  [
    'no length',
    { does: [{ after: '3 dyas', event: 'pricing.viewed' }] },
    /S001 \S+ does\.0\.after .*is no length/,
  ],
  ['neither deed nor trait', { does: [{ after: '3 days' }] }, /S001 \S+ does\.0 .*says one of two/],
  ['no day', { begins: '2027-02-30 10:30' }, /S001 \S+ begins .*no day/],
  [
    'an answer nobody gives',
    { sales: [{ after: '1 hour', say: 'maybe' }] },
    /S001 \S+ sales\.0.*“accept”/,
  ],
  ['no zone', { zone: 'Europe/Berln' }, /S002 \S+ zone .*no time zone/],
  [
    'an event the house has not',
    { does: [{ event: 'pricing.veiwed' }] },
    /S002 \S+ does\.0 .*pricing\.veiwed.*Did you mean 'pricing\.viewed'/,
  ],
  [
    'an event that only Perennial tells',
    { does: [{ event: 'journey.ended' }] },
    /S002 \S+ does\.0 .*Perennial itself/,
  ],
  [
    'a property that is none',
    { does: [{ event: 'trial.started', with: { plan: 'gold', endsAt: { in: '9 days' } } }] },
    /S002 \S+ does\.0\.plan/,
  ],
  [
    'a trait the house has not',
    { traits: { rolle: 'buyer' } },
    /S002 \S+ traits\.rolle .*Did you mean 'role'/,
  ],
  ['a value the trait has not', { traits: { role: 'king' } }, /S002 \S+ traits\.role/],
  [
    'a topic the house has not',
    { consent: ['field-note'] },
    /S002 \S+ consent\.0 .*Did you mean ‘field-notes’/,
  ],
  [
    'a mail that is not there',
    { does: [{ of: { mail: 'first-wins' }, event: 'pricing.viewed' }] },
    /S003 \S+ does\.0\.of\.mail .*Did you mean ‘first-win’/,
  ],
  [
    'a click in a mail that is not there',
    { does: [{ event: 'mail.clicked', with: { mail: 'frist-win' } }] },
    /S003 \S+ does\.0\.with\.mail/,
  ],
  [
    'a series that is not there',
    { does: [{ of: { series: 'field-note' }, event: 'pricing.viewed' }] },
    /S003 \S+ does\.0\.of\.series/,
  ],
  [
    'a stage that is not there',
    { does: [{ of: { stage: 'nature' }, event: 'pricing.viewed' }] },
    /S003 \S+ does\.0\.of\.stage .*Did you mean ‘nurture’/,
  ],
  [
    'a reason the house has not',
    { sales: [{ after: '1 hour', say: 'reject', reason: 'not-redy' }] },
    /S004 \S+ sales\.0\.reason .*Did you mean ‘not-ready’/,
  ],
  [
    'a rep nobody is',
    { sales: [{ after: '1 hour', say: 'accept', rep: 'rose' }] },
    /S004 \S+ sales\.0\.rep .*Did you mean ‘rosa’/,
  ],
])('%s is refused, with its place', async (_, persona, expected) => {
  const found = await findings(persona);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(expected);
});
