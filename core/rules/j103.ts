import type { SeriesStep, TouchStep } from '../frozen.ts';
import type { Book } from './book.ts';
import { coldDoors } from './cold.ts';
import { groundOf } from './evidence.ts';
import { at, inJourneys, rule, stepsOf } from './rule.ts';
import { mailsOf } from './says.ts';
import { isService } from './service.ts';

/** The usual least share of mails that teach. */
const LEAST = 0.6;

/** A journey for a cold audience that plans too little teaching. */
export const j103 = rule(
  'J103',
  'Know your percentage: what a cold audience hears is heavily weighted to teaching (educate vs convert).',
  inJourneys((journey, book) => {
    const touches = stepsOf(journey, 'touch', 'series')
      .map(([, step]) => step)
      .filter((step) => !isService(step, journey, book.house));
    const planned = (some: readonly (TouchStep | SeriesStep)[]): number =>
      some.reduce((sum, step) => sum + weightOf(step, book), 0);
    const teaching = planned(touches.filter(({ mindset }) => mindset !== 'convert'));
    const all = planned(touches);
    const least = book.house.limits.minEducateShare ?? LEAST;
    const isCold = coldDoors(groundOf(book, journey)).some(({ warm }) => !warm);
    if (!isCold || all === 0 || teaching / all >= least) return [];
    return [
      {
        ...at(journey, ''),
        what: `${teaching} of its ${all} planned mails teach: ${percent(teaching / all)}, and the house asks for ${percent(least)} at least.`,
        mend: 'Add mails that teach, or take some out that ask. The share itself is limits.minEducateShare of the house.',
      },
    ];
  }),
);

/** A series counts as the mails it may say. */
const weightOf = (step: TouchStep | SeriesStep, book: Book): number =>
  step.kind === 'touch'
    ? 1
    : Math.max(1, Math.min(step.atMost ?? Infinity, mailsOf(step, book).length));

const percent = (share: number): string => `${Math.floor(share * 100)} %`;
