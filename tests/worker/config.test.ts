import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../worker/config.ts';

const good = {
  DATABASE_URL: 'postgres://perennial@db.example/perennial',
  SMTP_URL: 'smtps://user:geheim@smtp.example',
  PERENNIAL_URL: 'https://journeys.example',
  PERENNIAL_LINK_KEYS: `k1:${'s'.repeat(32)}`,
  PERENNIAL_PEPPER: 'p'.repeat(32),
  TEMPORAL_ADDRESS: 'temporal.example:7233',
  TEMPORAL_NAMESPACE: 'perennial',
};
function problemsOf(env: Record<string, string | undefined>): string {
  try {
    readConfig({ ...good, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('it was accepted');
}

test('a whole environment is read, and mails nobody until it is told to', () => {
  expect(readConfig(good)).toMatchObject({
    temporal: { connection: { address: 'temporal.example:7233' }, namespace: 'perennial' },
    smtp: good.SMTP_URL,
    linkKeys: [{ id: 'k1' }],
    mode: { kind: 'listed', allowed: [] },
    project: '.',
  });
  expect(readConfig({ ...good, PERENNIAL_MAIL: 'live' }).mode).toEqual({ kind: 'live' });
});

test('without a word of it the large providers get as many mails a minute as they take from strangers', () => {
  expect(readConfig(good).perMinute.to).toEqual({ gmail: 100, outlook: 60, icloud: 60, yahoo: 30 });
  const said = { ...good, PERENNIAL_PER_MINUTE: 'all=600' };
  expect(readConfig(said).perMinute).toEqual({ all: 600, to: {}, senders: {} });
});

test('all that is missing is named at once', () => {
  const nothing = Object.fromEntries(Object.keys(good).map((name) => [name, undefined]));
  const problems = problemsOf(nothing);
  for (const name of [
    'DATABASE_URL',
    'SMTP_URL',
    'PERENNIAL_URL',
    'PERENNIAL_LINK_KEYS',
    'PERENNIAL_PEPPER',
  ])
    expect(problems).toContain(`- ${name} is missing`);
});

test.each([
  ['DATABASE_URL', 'mysql://root:geheim@db'],
  ['SMTP_URL', 'https://geheim'],
  ['PERENNIAL_URL', 'http://geheim.example'],
  ['PERENNIAL_LINK_KEYS', 'geheim'],
  ['PERENNIAL_PEPPER', 'geheim'],
  ['PERENNIAL_MAIL', 'geheim'],
  ['PERENNIAL_SMTP_TIMEOUT', 'geheim'],
  ['PERENNIAL_SMTP_TIMEOUT', '0'],
  ['PERENNIAL_SMTP_TIMEOUT', '601'],
  ['PERENNIAL_BUILD_ID', 'geheim geheim'],
  ['PERENNIAL_RETURN_PATH', 'geheim'],
  ['PERENNIAL_INBOUND', 'geheim'],
  ['PERENNIAL_EVIDENCE', 'geheim'],
  ['PERENNIAL_EVIDENCE', 'postfix:geheim'],
  ['PERENNIAL_PER_MINUTE', 'all=geheim'],
])('%s that is no good is named, and its value is not', (name, value) => {
  const problems = problemsOf({ [name]: value });
  expect(problems).toContain(`- ${name} `);
  expect(problems).not.toContain('geheim');
});

test('the mail server is given seconds for a word, where they are said', () => {
  expect(readConfig({ ...good, PERENNIAL_SMTP_TIMEOUT: '90' }).smtpTimeout).toBe(90_000);
  expect(readConfig(good)).not.toHaveProperty('smtpTimeout');
});

test('plain http is good enough on this machine', () => {
  expect(readConfig({ ...good, PERENNIAL_URL: 'http://127.0.0.1:7310' }).url).toContain('7310');
});

test('what comes back is listened for only where it has a domain to come back to', () => {
  const back = { PERENNIAL_RETURN_PATH: 'bounce.example', PERENNIAL_INBOUND: '127.0.0.1:2525' };
  expect(readConfig({ ...good, ...back })).toMatchObject({
    returnPath: 'bounce.example',
    inbound: { host: '127.0.0.1', port: 2525 },
  });
  expect(readConfig(good)).not.toHaveProperty('inbound');
  expect(problemsOf({ PERENNIAL_INBOUND: '127.0.0.1:2525' })).toContain(
    '- PERENNIAL_RETURN_PATH is missing, while',
  );
});

test('records that can be asked about mails are named by a variable; by default there are none', () => {
  const inbox = 'inbox:http://127.0.0.1:7300/inbox.json';
  expect(readConfig({ ...good, PERENNIAL_EVIDENCE: inbox }).evidence?.name).toBe('the inbox');
  expect(readConfig(good)).not.toHaveProperty('evidence');
  expect(readConfig({ ...good, PERENNIAL_EVIDENCE: 'none' })).not.toHaveProperty('evidence');
});

test('half a DKIM key is refused, and named beside all else', () => {
  const problems = problemsOf({ PERENNIAL_DKIM_DOMAIN: 'geheim', SMTP_URL: 'https://geheim' });
  expect(problems).toMatch(/^- PERENNIAL_DKIM_SELECTOR and PERENNIAL_DKIM_KEY missing:/m);
  expect(problems).toContain('- SMTP_URL ');
  expect(problems).not.toContain('geheim');
  expect(readConfig(good).dkim).toBeUndefined();
});
