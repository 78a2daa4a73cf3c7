import { canonical } from '../core/canonical.ts';
import type { Frozen } from '../core/frozen.ts';
import type { Book } from '../core/rules/book.ts';
import { sha256 } from './hash.ts';
import type { Project } from './load.ts';

/** A project as the rule book looks at it. */
export const bookOf = (project: Project, more: Pick<Book, 'mails' | 'today'>): Book => ({
  house: project.data,
  journeys: project.journeys.map(({ frozen }) => frozen),
  ...(project.scores && {
    scores: project.scores,
    scoreVersion: scoreVersionOf(project.scores),
  }),
  goals: project.goals,
  ...more,
});

/** What names the scores as they count: eight digits of their hash. Goals are pinned to it. Pure. */
export const scoreVersionOf = (scores: NonNullable<Frozen['scores']>): string =>
  sha256(canonical(scores)).slice(0, 8);
