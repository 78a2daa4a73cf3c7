import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { house } from '../../journeys/house.ts';
import type { HouseData } from '../../core/house.ts';
import { seriesOf } from '../../core/series.ts';
import type { Composed } from '../../mail/compose.ts';
import { mailsGen } from '../../mail/mails-gen.ts';
import { sampleMerge } from '../../mail/merge.ts';
import { preview } from '../../mail/preview.ts';
import { loadTemplates } from '../../mail/templates.ts';
import { loadProject } from '../../project/load.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const senders: HouseData['senders'] = house.senders;
const templates = await loadTemplates(ROOT, {
  traits: Object.keys(house.traits),
  senders: Object.keys(senders),
});
/** They ask for something; all others only help. */
const CONVERTS = new Set([
  'extend-your-trial',
  'working-session',
  'reference-call',
  'roi-model',
  'rollout-plan',
]);

test('mails.gen.ts is what `perennial types` would write', async () => {
  const written = await readFile(path.join(ROOT, 'templates/mails.gen.ts'), 'utf8');
  expect(mailsGen(templates)).toBe(written);
});

const lines = { senders, sender: house.sender, postal: house.postal };
function previewOf(mail: string, nobody = false): Composed {
  const template = templates.get(mail);
  if (template === undefined) throw new Error(`There is no mail ${mail}.`);
  const bare = { ...template, sample: { fill: template.sample.fill, person: {} } };
  return preview(template, sampleMerge(nobody ? bare : template, lines));
}

describe.each([...templates.keys()])('%s', (mail) => {
  const { subject, html, text } = previewOf(mail);

  test('is short enough to be read', () => {
    expect(subject.length).toBeLessThanOrEqual(75);
    expect(text.split(/\s+/).length).toBeLessThan(420);
    expect(Buffer.byteLength(html)).toBeLessThan(30 * 1024);
  });

  test('reads as well of somebody of whom nothing is known', () => {
    const bare = previewOf(mail, true);
    expect(bare.text).not.toMatch(/undefined|null|\[object| ,|  \S/);
    expect(bare.text).toMatch(/^(Fernworks|Hello)/);
  });

  test('says who pays for it and how to end it', () => {
    for (const part of [html, text]) {
      expect(part).toContain(house.postal);
      expect(part.toLowerCase()).toContain('unsubscribe');
    }
  });
});

test('one of them is German for whoever reads that, in a German frame', () => {
  const template = templates.get('first-win');
  if (template === undefined) throw new Error('There is no first-win.');
  for (const person of [{ language: 'de-AT', firstName: 'Timo' }, { language: 'de' }]) {
    const { subject, html, text } = preview(template, sampleMerge(template, lines, { person }));
    expect(subject).toBe('Ihr erstes Board, in etwa zehn Minuten');
    expect(html).toContain('<html lang="de"');
    expect(text).toMatch(person.firstName === undefined ? /\nHallo,\n/ : /\nHallo Timo,\n/);
    expect(text).toMatch(/melden Sie sich ab <https/);
    expect(text).not.toMatch(/unsubscribe:|\byou\b/i);
  }
});

test('its series are the notes of a person and those on the product, in the order in which they are drawn', () => {
  const series = seriesOf(templates);
  expect([...series.keys()]).toEqual(['field-notes', 'product-notes']);
  expect(series.get('field-notes')?.map((mail) => mail.slice(0, 14))).toEqual(
    Array.from({ length: 12 }, (_, i) => `field-notes/${String(i + 1).padStart(2, '0')}`),
  );
  expect(series.get('product-notes')).toHaveLength(3);
});

test.each([...(seriesOf(templates).get('field-notes') ?? [])])(
  '%s is a text by Ana, of one page',
  (mail) => {
    const template = templates.get(mail);
    const [words = ''] = previewOf(mail).text.split('\n-- \n');
    expect(template).toMatchObject({ kind: 'text', from: 'ana' });
    expect(words).toMatch(/\nAna Ferreira\b/);
    expect(words.split(/\s+/).length).toBeGreaterThanOrEqual(120);
    expect(words.split(/\s+/).length).toBeLessThanOrEqual(220);
  },
);

describe('what the journeys say to teach', async () => {
  const { journeys } = await loadProject(ROOT, templates);
  const touches = journeys.flatMap(({ frozen }) =>
    Object.values(frozen.steps).filter((step) => step.kind === 'touch'),
  );
  const teaching = new Set(
    touches.filter(({ mindset }) => mindset === 'educate').map(({ mail }) => mail),
  );

  test.each([...teaching, ...templates.keys().filter((mail) => mail.includes('/'))])(
    '%s has no sales talk',
    (mail) => {
      expect(templates.get(mail)).toMatchObject({ pitches: [], discounts: [] });
    },
  );

  test('which a mail that asks for a decision may have', () => {
    expect(templates.get('extend-your-trial')?.pitches.map(({ word }) => word)).toEqual([
      'Your trial ends',
      'Your trial ends',
    ]);
  });
});

test.each([...templates.keys()].filter((mail) => !CONVERTS.has(mail)))(
  '%s sells nothing',
  (mail) => {
    const { subject, text } = previewOf(mail);
    expect(`${subject}\n${text}`).not.toMatch(
      /\b(demos?|pric(e|es|ing)|discounts?|offers?|deals?|upgrade|buy|sales|free)\b/i,
    );
  },
);
