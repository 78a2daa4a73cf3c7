import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** All modules that one loads, types left out, by their paths; packages by their names. */
function loadedBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!existsSync(file)) return seen;
  const text = readFileSync(file, 'utf8');
  for (const [, from = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*?'([^']+)';/gms))
    loadedBy(from.startsWith('.') ? join(dirname(file), from) : from, seen);
  return seen;
}

test('no mail is compiled where mails are sent: a touch does not even load the compiler', () => {
  const sending = loadedBy(join(root, 'activities/create-activities.ts'));
  expect([...sending]).toEqual(expect.arrayContaining([join(root, 'mail/compose.ts')]));
  expect([...sending].filter((one) => /mjml/.test(one))).toEqual([]);
  const loading = loadedBy(join(root, 'mail/templates.ts'));
  expect([...loading]).toContain('mjml');
});
