import { type Selectable, sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { stageOf } from '../core/frozen.ts';
import type { Question } from '../core/state.ts';
import type { Tx } from './ctx.ts';
import type { Database } from './schema.ts';
import { type Line, tellStories } from './story.ts';

/** Where an entry stood when it was last written down. */
export type Position = Pick<Selectable<Database['positions']>, 'n' | 'step' | 'stage' | 'faulted'>;
/** Of the entry that asks: where it stood before. */
export type Standing = Readonly<{ q: Question; before: Position; now: Instant }>;

/**
 * Where entries stand from now on, one question of each; a new place, and a new fault, is a line of its story. Needs the prospects' locks.
 */
export async function writeDown(tx: Tx, all: readonly Standing[]): Promise<void> {
  const states = all.map(({ q }) => q.state);
  await sql`
    update positions p set n = now.n, step = now.step, stage = now.stage, state = now.state, faulted = now.faulted,
      held_by = null, written_at = now()
    from unnest(${all.map(({ q }) => q.entry)}::uuid[], ${states.map(({ n }) => n)}::int[], ${states.map(({ at }) => at)}::text[],
      ${states.map(({ at }) => stageOf(at))}::text[], ${states.map((state) => JSON.stringify(state))}::jsonb[],
      ${states.map(({ faulted }) => faulted ?? null)}::text[]) now (entry, n, step, stage, state, faulted)
    where p.entry = now.entry`.execute(tx);
  await tellStories(tx, all.flatMap(linesOf));
}

function linesOf({ q: { prospect, entry, state, todo }, before, now }: Standing): Line[] {
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
