import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../api/config.ts';

const good = {
  DATABASE_URL: 'postgres://perennial@db.example/perennial',
  PERENNIAL_URL: 'https://journeys.example',
  PERENNIAL_API_KEYS: `pk_real_${'a'.repeat(32)}, pk_real_${'b'.repeat(32)}`,
  PERENNIAL_LINK_KEYS: `k1:${'s'.repeat(32)}`,
  PERENNIAL_PEPPER: 'p'.repeat(32),
};
function problemsOf(env: Readonly<Record<string, string | undefined>>): string {
  try {
    readConfig({ ...good, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('it was accepted');
}

test('a whole environment is read, and pages ask for a login', () => {
  expect(readConfig(good)).toMatchObject({
    loopback: false,
    allowedHosts: ['journeys.example'],
    listen: { host: '127.0.0.1', port: 7310 },
    world: 'real',
    apiKeys: [`pk_real_${'a'.repeat(32)}`, `pk_real_${'b'.repeat(32)}`],
  });
});

test('probes may come by other names', () => {
  const { allowedHosts } = readConfig({ ...good, PERENNIAL_HOSTS: '10.0.0.7, api.internal:7310' });
  expect(allowedHosts).toEqual(['journeys.example', '10.0.0.7', 'api.internal:7310']);
});

test('all that is missing is named at once: no secret is made up', () => {
  const nothing = Object.fromEntries(Object.keys(good).map((name) => [name, undefined]));
  for (const name of Object.keys(good))
    expect(problemsOf(nothing)).toContain(`- ${name} is missing`);
});

test.each([
  ['DATABASE_URL', 'mysql://root:geheim@db'],
  ['PERENNIAL_URL', 'http://geheim.example'],
  ['PERENNIAL_API_KEYS', `pk_geheim_${'a'.repeat(32)}`],
  ['PERENNIAL_API_KEYS', 'pk_real_geheim'],
  ['PERENNIAL_API_KEYS', ' , '],
  ['PERENNIAL_LINK_KEYS', 'geheim'],
  ['PERENNIAL_PEPPER', 'geheim'],
  ['PERENNIAL_PORT', 'geheim'],
  ['PERENNIAL_WORLD', 'Geheim geheim'],
  ['PERENNIAL_TEMPORAL_UI', 'javascript:geheim'],
  ['PERENNIAL_MAILGUN_KEY', 'geheim'],
  ['PERENNIAL_PROXIES', '10.0.0.1,geheim'],
])('%s that is no good is named, and its value is not', (name, value) => {
  const problems = problemsOf({ [name]: value });
  expect(problems).toContain(`- ${name} `);
  expect(problems).not.toMatch(/geheim/i);
});

test('pages that are open to this machine are not served to others', () => {
  const local = { PERENNIAL_URL: 'http://localhost:7310' };
  expect(readConfig({ ...good, ...local }).loopback).toBe(true);
  expect(problemsOf({ ...local, PERENNIAL_HOST: '0.0.0.0' })).toContain('PERENNIAL_HOST');
});
