import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonSchemaOf, propertiesOf, shapeOf } from '../../project/standard-schema.ts';
import { houseVocabulary } from '../../project/vocabulary.ts';
import { house } from '../core/language/house.ts';

test('a vocabulary tells the properties of events and the values of traits, as their schemas do', () => {
  const words = houseVocabulary(house);
  expect(words.events.get('trial.started')).toEqual(
    new Map([
      ['plan', { kind: 'string', oneOf: ['team', 'business'] }],
      ['endsAt', { kind: 'date' }],
    ]),
  );
  expect(words.traits.get('employees')).toEqual({ kind: 'number' });
  expect(words.events.get('deal.lost')?.get('reason')?.oneOf).toContain('no-budget');
  expect(words.mails).toBeUndefined();
  expect(words.series).toBeUndefined();
});

test('the series are the folders of the mails that have one', () => {
  const mails = new Map(
    ['first-win', 'field-notes/01-a', 'field-notes/02-b', 'tips/a'].map((id) => [
      id,
      { slots: {} },
    ]),
  );
  const words = houseVocabulary(house, mails);
  expect(words.series).toEqual(new Set(['field-notes', 'tips']));
  expect([...(words.mails?.keys() ?? [])]).toEqual([...mails.keys()]);
  expect(houseVocabulary(house, new Map()).series).toEqual(new Set());
});

test('nobody can ask for clicks of a mail whose links are bare', () => {
  const mails = new Map([
    ['first-win', { slots: {} }],
    ['a-letter', { slots: {}, bare: true as const }],
  ]);
  const { events } = houseVocabulary(house, mails);
  expect(events.get('mail.clicked')?.get('mail')?.oneOf).toEqual(['first-win']);
  expect(events.get('mail.replied')?.get('mail')?.oneOf).toEqual(['first-win', 'a-letter']);
});

test('a schema that does not tell leaves everything open', () => {
  const silent = { '~standard': { validate: () => ({}) } };
  expect(propertiesOf(silent)).toBeUndefined();
  expect(propertiesOf(z.record(z.string(), z.string()))).toBeUndefined();
  expect(shapeOf(jsonSchemaOf(z.bigint()))).toEqual({ kind: 'unknown' });
  expect(shapeOf(jsonSchemaOf(z.literal('x')))).toEqual({ kind: 'string', oneOf: ['x'] });
  expect(shapeOf(jsonSchemaOf(z.union([z.string(), z.number()])))).toEqual({ kind: 'unknown' });
});
