import { randomUUID } from 'node:crypto';
import { beginState } from '../core/begin.ts';
import type { Instant } from '../core/fact.ts';
import type { Passage } from '../core/entry.ts';
import { stageOf, type StepId } from '../core/frozen.ts';
import { takesOver } from '../core/speaker.ts';
import type { Ctx, Tx } from './ctx.ts';
import { queueStarts, queueTells } from './queue.ts';
import type { Entry } from './refold.ts';
import { priorityAt } from './rivals.ts';
import { takenAmong } from './takes.ts';
import { tellStories } from './story.ts';
import type { Current } from './versions.ts';

/** A row as core/entry.ts looks at it. */
export const asPassage = ({
  id,
  entry_key,
  status,
  created_at,
}: Pick<Entry, 'id' | 'entry_key' | 'status' | 'created_at'>): Passage => ({
  id,
  key: entry_key,
  open: status !== 'closed',
  createdAt: created_at,
});

export type Newcomer = Readonly<{
  prospect: string;
  journey: Current;
  at: StepId;
  by: Entry['by'];
  key: string;
  enteredAt: Instant;
  /** Who speaks to them now; without one the new entry does. */
  speaker?: Pick<Entry, 'id' | 'priority' | 'wants_at'> | undefined;
}>;
export type Entered = Readonly<{ newcomer: Newcomer; id: string; waiting: boolean }>;

/**
 * Makes entries: each speaks, and gets a run, or waits for its turn (also until sales gives them back) and, if it takes over, has the speaker told to ask who is next.
 * Needs the locks of these people, and a `refold` afterwards.
 */
export async function insertEntries(
  ctx: Ctx,
  tx: Tx,
  newcomers: readonly Newcomer[],
): Promise<readonly Entered[]> {
  if (newcomers.length === 0) return [];
  const now = ctx.now();
  const taken = await takenAmong(
    tx,
    newcomers.map(({ prospect }) => prospect),
  );
  const entered = newcomers.map((newcomer) => ({
    newcomer,
    id: randomUUID(),
    waiting: newcomer.speaker !== undefined || taken.has(newcomer.prospect),
  }));
  await tx
    .insertInto('entries')
    .values(entered.map((one) => entryOf(one, ctx.pace, now)))
    .execute();
  await tx
    .insertInto('positions')
    .values(entered.map((one) => positionOf(one, ctx.pace, now)))
    .execute();
  await tellStories(
    tx,
    entered.map((one) => lineOf(one, now)),
  );
  const starts = entered.filter(({ waiting }) => !waiting);
  await queueStarts(
    tx,
    starts.map(({ id, newcomer }) => ({ prospect: newcomer.prospect, entry: id })),
  );
  await queueTells(
    tx,
    entered.flatMap((one) => yieldOf(one, now)),
  );
  return entered;
}

const entryOf = ({ newcomer, id, waiting }: Entered, pace: number, now: Instant) => ({
  id,
  prospect: newcomer.prospect,
  journey: newcomer.journey.journey,
  entry_key: newcomer.key,
  version: newcomer.journey.hash,
  pace,
  priority: priorityOf(newcomer),
  status: waiting ? ('wanting' as const) : ('speaking' as const),
  by: newcomer.by,
  at_step: newcomer.at,
  entered_at: newcomer.enteredAt,
  evidence_from: newcomer.enteredAt,
  created_at: now,
});

/** One that waits for its turn stands still from the start: its waits count from when it speaks. */
const positionOf = ({ newcomer: { at }, id, waiting }: Entered, pace: number, now: Instant) => {
  const { lines: _, ...state } = beginState(at, now, pace);
  return {
    entry: id,
    n: 0,
    step: at,
    stage: stageOf(at),
    state: JSON.stringify(waiting ? { ...state, parkedAt: now } : state),
  };
};

const lineOf = ({ newcomer, id, waiting }: Entered, now: Instant) => ({
  prospect: newcomer.prospect,
  entry: id,
  at: now,
  kind: 'entered' as const,
  stage: stageOf(newcomer.at),
  step: newcomer.at,
  what: {
    journey: newcomer.journey.journey,
    version: newcomer.journey.hash,
    by: newcomer.by,
    waiting,
  },
});

const priorityOf = ({ journey, at }: Newcomer): number => priorityAt(journey.frozen, at);

function yieldOf({ newcomer, id }: Entered, at: Instant) {
  const { prospect, speaker } = newcomer;
  const rival = { id, priority: priorityOf(newcomer), created_at: at };
  if (speaker === undefined || !takesOver(rival, speaker, at)) return [];
  return [{ prospect, telling: { kind: 'told', entry: speaker.id, at, yield: true } as const }];
}
