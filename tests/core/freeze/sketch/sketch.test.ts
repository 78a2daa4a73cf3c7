import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freezeAxes } from '../../../../core/freeze/axes.ts';
import { freeze } from '../../../../core/freeze/freeze.ts';
import type { Frozen } from '../../../../core/frozen.ts';
import type { House, Scores } from '../../../../core/language/index.ts';
import { houseSchema } from '../../../../project/house-schema.ts';
import { houseVocabulary } from '../../../../project/vocabulary.ts';
import { house as customerHouse } from './customer/house.ts';
import { customer } from './customer/journey.ts';
import * as customerSays from './customer/language.ts';
import { house as plgHouse } from './plg/house.ts';
import { freemium } from './plg/journey.ts';
import * as plgSays from './plg/language.ts';
import { house as sampleHouse } from './sample/house.ts';
import { scores as sampleScores } from './sample/scores.ts';
import { trial } from './sample/trial.ts';
import { webinar } from './sample/webinar.ts';
import { house as seriesHouse } from './series/house.ts';
import { series, session } from './series/journey.ts';
import * as seriesSays from './series/language.ts';

// The journeys that the language was sketched with, as they stood in the sketch: what they say must stay sayable.

type World = Readonly<{ dir: string; house: House; scores: Scores; folders: readonly string[] }>;

const worlds = {
  sample: {
    dir: 'sample',
    house: sampleHouse,
    scores: sampleScores as unknown as Scores,
    folders: ['field-notes'],
  },
  plg: {
    dir: 'plg',
    house: plgHouse,
    scores: {
      fit: [plgSays.worth(50, plgSays.trait('seats').atLeast(51))],
      intent: [plgSays.worth(10, plgSays.did('pricing.viewed'), { upTo: 30 })],
    },
    folders: ['ideas'],
  },
  series: {
    dir: 'series',
    house: seriesHouse,
    scores: {
      fit: [seriesSays.worth(40, seriesSays.trait('role').is('buyer'))],
      intent: [seriesSays.worth(30, seriesSays.did('demo.requested'))],
    },
    folders: ['field-notes'],
  },
  customer: {
    dir: 'customer',
    house: customerHouse,
    scores: { intent: [customerSays.worth(30, customerSays.did('expansion.asked'))] },
    folders: ['customer-news'],
  },
} as const satisfies Record<string, World>;

/** The mails of a world with their slots, as its mails.ts has them, and one mail in each folder. */
async function mailsOf({
  dir,
  folders,
}: World): Promise<Map<string, { slots: Record<string, string> }>> {
  const text = await readFile(join(import.meta.dirname, dir, 'mails.ts'), 'utf8');
  const mails = [...text.matchAll(/^ {2}'?([\w-]+)'?: \{([^}]*)\}/gm)].map(
    ([, mail = '', inside = '']) => {
      const slots = [...inside.matchAll(/(\w+): (\w+)/g)].map(([, slot, type]) => [slot, type]);
      return [mail, { slots: Object.fromEntries(slots) as Record<string, string> }] as const;
    },
  );
  const members = folders.map((folder) => [`${folder}/01-first`, { slots: {} }] as const);
  return new Map([...mails, ...members]);
}

async function frozen(world: World, journey: unknown): Promise<Frozen> {
  expect(houseSchema.safeParse(world.house).error).toBeUndefined();
  const words = houseVocabulary(world.house, await mailsOf(world));
  const { axes, problems: wrong } = freezeAxes(world.house.scores, world.scores, words);
  expect(wrong).toBeUndefined();
  const { frozen: found, problems } = freeze(journey, { ...words, ...(axes && { axes }) });
  expect(JSON.stringify(problems)).toBeUndefined();
  if (found === undefined) throw new Error('refused');
  return found;
}

describe('the sample house', () => {
  test('trial', async () => {
    const { steps, scores, during } = await frozen(worlds.sample, trial);
    expect(during).toBe('office mornings');
    expect(steps['nurture.security-answers']?.due).toEqual(['2 business days']);
    expect(steps['recycle.field-notes']).toMatchObject({ kind: 'series', every: '30 days' });
    expect(Object.keys(scores ?? {})).toEqual(['fit', 'intent']);
  });

  test('webinar', async () => {
    const { steps, again } = await frozen(worlds.sample, webinar);
    expect(again).toEqual({ per: { of: 'webinar.registered', property: 'webinar' } });
    expect(steps['awareness.starts-in-an-hour']).toMatchObject({
      due: [{ moment: '1 hour before the webinar.registered.startsAt' }],
      uselessAfter: { moment: '5 minutes before the webinar.registered.startsAt' },
    });
    expect(steps['nurture.proof']).toMatchObject({
      arms: { holdout: { share: 10, next: 'nurture.interest' } },
      by: 'account',
    });
    expect(steps['selling.first-call']).toMatchObject({ kind: 'task', for: 'owner' });
  });
});

test('freemium: it grows by what they do', async () => {
  const { steps, scores } = await frozen(worlds.plg, freemium);
  expect(steps['dormant.ideas']).toMatchObject({ kind: 'series', folder: 'ideas' });
  expect(Object.keys(scores ?? {})).toEqual(['fit', 'intent']);
});

test('a series of webinars: one journey for each seat, one for all of them', async () => {
  const seat = await frozen(worlds.series, session);
  expect(seat.steps['seated.tomorrow']).toMatchObject({
    uselessAfter: { moment: '1 hour before the session.registered.startsAt' },
  });
  expect(seat.whenever.at(-1)?.when).toBe(
    'did session.cancelled where session is the session.registered.session',
  );
  const all = await frozen(worlds.series, series);
  expect(all.steps['between.two-of-three']).toMatchObject({
    for: 'did session.attended where minutes >= 20 and series is the session.registered.series 2 times',
  });
});

test('after the sale: three owners, and a date that the contract has', async () => {
  const { steps, stages } = await frozen(worlds.customer, customer);
  expect(stages['success']).toEqual({ owner: 'success', demand: 'fulfil' });
  expect(steps['adoption.customer-news']).toMatchObject({
    until: '90 days before the date contractEnds',
  });
  expect(steps['expansion.offer-customer-success']).toMatchObject({
    accepted: 'success.assist',
    rejected: { 'unhappy-now': 'expansion.to-at-risk' },
  });
});
