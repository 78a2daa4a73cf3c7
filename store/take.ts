import { randomUUID } from 'node:crypto';
import type { Instant } from '../core/fact.ts';
import { closeReplies } from './close-replies.ts';
import type { Ctx, Tx } from './ctx.ts';
import { OPEN, type HandoffRow } from './handoff-of.ts';
import { queueTells } from './queue.ts';
import { revokeOf } from './revoke.ts';
import { tellStory } from './story.ts';
import { takeOf, type TakeRow } from './takes.ts';
import { lockProspect, transact } from './transaction.ts';

export type Taking = Readonly<{ prospect: string; rep: string; reason?: string }>;
export type TakeAnswer =
  | Readonly<{ kind: 'done'; take: TakeRow }>
  /** Somebody has them already. */
  | Readonly<{ kind: 'conflict'; take: TakeRow }>
  /** A handoff is open: that is what has an answer. */
  | Readonly<{ kind: 'offered'; handoff: Pick<HandoffRow, 'id' | 'state' | 'team' | 'rep'> }>
  | Readonly<{ kind: 'unknown' }>
  | Readonly<{ kind: 'refused'; code: 'unknown-rep'; say: string }>;

/**
 * Sales takes somebody, in a journey or in none: from this commit on no mail of ours lets go of its last bytes, and whoever speaks is told
 * and stands still until they are given back. Of two who take at once one is `done`.
 */
export const take = (ctx: Ctx, taking: Taking): Promise<TakeAnswer> =>
  transact(ctx, (tx) => takeIn(ctx, tx, taking));

/** As `take`, in a transaction that holds no lock but theirs. */
export async function takeIn(
  ctx: Ctx,
  tx: Tx,
  { prospect, rep, reason }: Taking,
): Promise<TakeAnswer> {
  const refused = unknownRep(ctx, rep);
  if (refused) return refused;
  const person = await lockProspect(tx, prospect);
  if (person === undefined || person.erased_at !== null) return { kind: 'unknown' };
  const handoff = await openHandoff(tx, prospect);
  if (handoff) return { kind: 'offered', handoff };
  const now = ctx.now();
  const row = await insert(tx, { prospect, rep, reason }, now);
  if (row === undefined) return { kind: 'conflict', take: await theOne(tx, prospect) };
  await revokeOf(tx, [prospect], now);
  await tellStory(tx, { prospect, at: now, kind: 'taken', what: { rep, reason } });
  await closeReplies(ctx, tx, { prospect, as: 'taken', by: rep });
  await tellSpeaker(tx, prospect, now);
  return { kind: 'done', take: row };
}

/** Undefined where somebody of any of the house's teams has this id. Pure. */
export function unknownRep(
  { house }: Pick<Ctx, 'house'>,
  rep: string,
): Extract<TakeAnswer, { kind: 'refused' }> | undefined {
  const reps = Object.values(house.teams).flatMap((team) => team.reps.map(({ id }) => id));
  if (reps.includes(rep)) return undefined;
  const say = `‘${rep}’ is nobody of this house’s teams. Known: ${[...new Set(reps)].join(', ')}.`;
  return { kind: 'refused', code: 'unknown-rep', say };
}

type Row = Readonly<{ prospect: string; rep: string; reason: string | undefined }>;

const insert = (
  tx: Tx,
  { prospect, rep, reason }: Row,
  now: Instant,
): Promise<TakeRow | undefined> =>
  tx
    .insertInto('takes')
    .values({ id: randomUUID(), prospect, rep, reason: reason ?? null, taken_at: now })
    .onConflict((conflict) =>
      conflict.column('prospect').where('given_back_at', 'is', null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();

async function theOne(tx: Tx, prospect: string): Promise<TakeRow> {
  const row = await takeOf(tx, prospect);
  if (row === undefined) throw new Error('nobody has them, and yet they could not be taken');
  return row;
}

const openHandoff = (tx: Tx, prospect: string) =>
  tx
    .selectFrom('handoffs')
    .select(['id', 'state', 'team', 'rep'])
    .where('prospect', '=', prospect)
    .where('state', 'in', OPEN)
    .executeTakeFirst();

/** It asks who speaks next, is parked where it stands, and its run ends. */
async function tellSpeaker(tx: Tx, prospect: string, at: Instant): Promise<void> {
  const speaker = await tx
    .selectFrom('entries')
    .select('id')
    .where('prospect', '=', prospect)
    .where('status', '=', 'speaking')
    .executeTakeFirst();
  if (speaker === undefined) return;
  const telling = { kind: 'told', entry: speaker.id, at, yield: true } as const;
  await queueTells(tx, [{ prospect, telling }]);
}
