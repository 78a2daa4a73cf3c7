import type { BuildGoal, Goal, GrowGoal } from '../goal.ts';
import { isoInstant } from '../iso-instant.ts';
import type { Book } from './book.ts';
import type { Found } from './rule.ts';

/** A quarter, in days. */
export const QUARTER = 92;
const DAY = 86_400_000;

export const growing = ({ goals }: Book): readonly GrowGoal[] =>
  goals.filter((goal): goal is GrowGoal => goal.kind === 'grow');

/** Goals that are not over. */
export const ahead = ({ goals, today }: Book): readonly Goal[] =>
  goals.filter(({ by }) => by >= today);

/** Days from today until it is due. Pure. */
export const daysLeft = ({ by }: Goal, { today }: Pick<Book, 'today'>): number =>
  ((isoInstant(by) ?? 0) - (isoInstant(today) ?? 0)) / DAY;

/** Something about one goal, or about all of them. */
export const about = (
  goal: Pick<GrowGoal | BuildGoal, 'path'> | undefined,
  what: string,
  mend: string,
): Found => ({ path: goal?.path ?? '', what, mend });
