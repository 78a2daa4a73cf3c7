import { type Selectable, sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { stageOf } from '../core/frozen.ts';
import type { Question } from '../core/state.ts';
import type { Tx } from './ctx.ts';
import type { Database } from './schema.ts';
import { type Line, tellStories } from './story.ts';

/** Where an entry stood when it was last written down. */
export type Position = Pick<Selectable<Database['positions']>, 'n' | 'step' | 'stage' | 'faulted'>;
type Before = Readonly<{ before: Position; now: Instant }>;

/** Where an entry stands from now on; a new place, and a new fault, is a line of its story. Needs the prospect's lock. */
export async function writeDown(tx: Tx, q: Question, { before, now }: Before): Promise<void> {
  const { entry, state } = q;
  await tx
    .updateTable('positions')
    .set({
      n: state.n,
      step: state.at,
      stage: stageOf(state.at),
      state: JSON.stringify(state),
      faulted: state.faulted ?? null,
      held_by: null,
      written_at: sql<Date>`now()`,
    })
    .where('entry', '=', entry)
    .execute();
  await tellStories(tx, linesOf(q, { before, now }));
}

function linesOf({ prospect, entry, state, todo }: Question, { before, now }: Before): Line[] {
  const at = { prospect, entry, at: now, stage: stageOf(state.at), step: state.at };
  const lines: Line[] = [];
  if (isElsewhere(todo, { stage: at.stage, step: at.step, before }))
    lines.push({ ...at, kind: 'moved', what: { from: before.step } });
  if (state.faulted !== undefined && before.faulted !== state.faulted)
    lines.push({ ...at, kind: 'faulted', what: { code: state.faulted } });
  return lines;
}

type Place = Readonly<{ stage: string; step: string; before: Position }>;

/** A new stage always; within a stage only a wait: a touch and an offer have a line of their own, and so has the end. */
function isElsewhere(todo: Question['todo'], { stage, step, before }: Place): boolean {
  if (todo.kind !== 'moved') return before.stage !== stage;
  return todo.ended === undefined && before.step !== step;
}
