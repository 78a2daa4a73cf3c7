import { freezeAxes } from '../../../core/freeze/axes.ts';
import { type Freezing, freeze } from '../../../core/freeze/freeze.ts';
import type { Vocabulary } from '../../../core/freeze/vocabulary.ts';
import type { FrozenStep } from '../../../core/frozen.ts';
import { speak } from '../../../core/language/index.ts';
import { houseVocabulary } from '../../../project/vocabulary.ts';
import { house } from '../language/house.ts';
import type { Mails, Series } from '../language/mails.ts';

/** The mails of ../language/mails.ts, as the mail room tells of them. */
const mails = new Map([
  ['first-win', { slots: {} }],
  ['why-teams-stall', { slots: {} }],
  ['extend-your-trial', { slots: { endsAt: 'Date' } }],
  ['seat-saved', { slots: { title: 'string', startsAt: 'Date' } }],
  ['out-of-seats', { slots: { used: 'number' } }],
  ['reference-call', { slots: {} }],
  ['field-notes/01-silence', { slots: {} }],
]);

const known = houseVocabulary(house, mails);
/** Counts 8 points of intent for each look at the prices, and 20 of fit for a buyer. */
const { axes } = freezeAxes(
  house.scores,
  {
    fit: [{ points: 20, signal: { trait: 'role', is: 'buyer' } }],
    intent: [{ points: 8, signal: { did: { event: 'pricing.viewed' } }, upTo: 24 }],
  },
  known,
);
export const words: Vocabulary = { ...known, ...(axes && { axes }) };
/** The language of the test house, typed. */
export const say = speak<typeof house, Mails, Series>();

const { assist, did, end, into, offerTo, on, to, wait } = say;

export const demo = did('demo.requested');
export const rejected = {
  'not-ready': to('nurture'),
  'no-budget': to('nurture'),
  'no-response': to('nurture'),
  'wrong-person': to('nurture'),
  'bad-fit': end('bad-fit'),
} as const;
export const offer = {
  because: demo,
  suggest: 'Ask.',
  answerIn: '4 hours',
  accepted: into('selling'),
  unworked: to('nurture'),
  rejected,
} as const;
/** Stages that make a handoff whole: what a test says about one stage stands in the others' company. */
export const around = {
  nurture: [wait('1 week'), say.educate('why-teams-stall'), end('done')],
  handoff: [offerTo('new-business', offer)],
  selling: [
    assist({
      shelf: { reference: 'reference-call' },
      lost: to('nurture'),
      returned: to('nurture'),
      quiet: { after: '45 days', then: to('nurture') },
    }),
  ],
} as const;

/** A journey of one stage, or more, frozen. `more` is believed as little as freeze believes it. */
export const frozenWith = (awareness: readonly unknown[], more: object = {}): Freezing =>
  freeze(
    {
      language: 1,
      id: 'j',
      topic: 'product-tips',
      enter: on('trial.started').into('awareness'),
      ...more,
      stages: { awareness, ...('stages' in more ? (more.stages as object) : {}) },
    },
    words,
  );

/** The steps of such a journey; a refusal fails the test with what was wrong. */
export function stepsOf(
  awareness: readonly unknown[],
  more: object = {},
): Readonly<Record<string, FrozenStep>> {
  const { frozen, problems } = frozenWith(awareness, more);
  if (!frozen) throw new Error(problems.map(({ path, what }) => `${path}: ${what}`).join('\n'));
  return frozen.steps;
}

/** 'code path: what → mend' of each refusal. */
export const refusals = (awareness: readonly unknown[], more: object = {}): readonly string[] =>
  (frozenWith(awareness, more).problems ?? []).map(
    ({ code, path, what, mend }) => `${code} ${path}: ${what} → ${mend}`,
  );
