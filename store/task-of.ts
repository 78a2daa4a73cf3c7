import type { Selectable } from 'kysely';
import type { Task } from '../core/state.ts';
import type { Database } from './schema.ts';

export type TaskRow = Selectable<Database['tasks']>;

/** A task as its workflow knows it: no words, no person. Pure. */
export const taskOf = ({ id, step, visit, rev, state, until }: TaskRow): Task => ({
  id,
  key: `${step}#${visit}`,
  rev,
  state,
  until,
});
