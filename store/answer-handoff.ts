import type { Instant } from '../core/fact.ts';
import { reasonsOf } from '../core/reasons-of.ts';
import type { Ctx, Tx } from './ctx.ts';
import { followHandoff, turn, type Turn } from './follow-handoff.ts';
import type { HandoffRow } from './handoff-of.ts';
import { type HandoffView, viewOf } from './handoff-view.ts';
import { lockProspect, transact } from './transaction.ts';
import { waysOfHandoff } from './ways-of-handoff.ts';

/** What a rep says to an offer, or of somebody they have. */
export type Answering =
  | Readonly<{ verb: 'accept'; rep: string }>
  | Readonly<{ verb: 'reject'; rep: string; reason: string; note?: string }>
  | Readonly<{ verb: 'not-yet'; rep: string; until: Instant }>
  | Readonly<{ verb: 'return'; rep: string; reason?: string }>
  | Readonly<{
      verb: 'outcome';
      rep: string;
      outcome: 'won' | 'lost';
      reason?: string;
      value?: number;
    }>;
export type HandoffAnswer =
  | Readonly<{ kind: 'done'; handoff: HandoffView }>
  /** Somebody else, or the clock, was there before: `handoff` is what holds now. */
  | Readonly<{ kind: 'conflict'; handoff: HandoffView }>
  | Readonly<{ kind: 'unknown' }>
  | Readonly<{
      kind: 'refused';
      code: 'unknown-reason' | 'reason-needed' | 'unknown-rep' | 'bad-until';
      say: string;
    }>;

/** A person's answer, judged by the handoff's row. Of several at once, and of the clock, exactly one is `done`. */
export const answerHandoff = (ctx: Ctx, id: string, said: Answering): Promise<HandoffAnswer> =>
  transact(ctx, async (tx) => {
    const before = await tx
      .selectFrom('handoffs')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (before === undefined) return { kind: 'unknown' };
    const refused = refusal(ctx, before, said);
    if (refused) return refused;
    await lockProspect(tx, before.prospect);
    const unsaid = await unsaidReason(ctx, tx, { handoff: before, said });
    if (unsaid) return unsaid;
    const row = await turn(tx, turnOf(id, said, ctx.now()));
    if (row) await followHandoff(ctx, tx, { row, told: true });
    const handoff = await viewOf(ctx, tx, id);
    if (handoff === undefined) return { kind: 'unknown' };
    return { kind: row ? 'done' : 'conflict', handoff };
  });

function refusal(ctx: Ctx, { team }: HandoffRow, said: Answering): HandoffAnswer | undefined {
  const reps = ctx.house.teams[team]?.reps ?? [];
  const reasons = reasonsOf(ctx.house, team);
  if (!reps.some(({ id }) => id === said.rep))
    return {
      kind: 'refused',
      code: 'unknown-rep',
      say: `‘${said.rep}’ is nobody of the team ‘${team}’. ${listOf(reps.map(({ id }) => id))}`,
    };
  const reason = 'reason' in said ? said.reason : undefined;
  if (reason !== undefined && !reasons.includes(reason))
    return {
      kind: 'refused',
      code: 'unknown-reason',
      say: `The team ‘${team}’ has no reason ‘${reason}’. ${listOf(reasons)}`,
    };
  if (said.verb === 'not-yet' && !(said.until > ctx.now()))
    return {
      kind: 'refused',
      code: 'bad-until',
      say: 'The date to ask again on must be in the future.',
    };
  return undefined;
}

const listOf = (known: readonly string[]): string => `Known: ${known.join(', ')}.`;

type Said = Readonly<{ handoff: HandoffRow; said: Answering }>;

/** Where a loss leads on by its reason, one must be given. Reads where they stand: needs the prospect's lock. */
async function unsaidReason(ctx: Ctx, tx: Tx, { handoff, said }: Said) {
  if (said.verb !== 'outcome' || said.outcome !== 'lost' || said.reason !== undefined) return;
  const ways = await waysOfHandoff(ctx, tx, handoff);
  if (ways === undefined) return;
  const say = `What comes next depends on why it was lost: give a reason. ${listOf(ways)}`;
  return { kind: 'refused', code: 'reason-needed', say } as const;
}

/** An offer is answered, or one that was put off; what was accepted is returned, won or lost. */
function turnOf(id: string, said: Answering, now: Instant): Turn {
  const answered = { rep: said.rep, answered_at: now };
  switch (said.verb) {
    case 'accept':
      return {
        id,
        from: ['offered', 'not-yet'],
        to: 'accepted',
        change: { ...answered, until: null, reason: null },
      };
    case 'reject': {
      const change = {
        ...answered,
        until: null,
        closed_at: now,
        reason: said.reason,
        note: said.note ?? null,
      };
      return { id, from: ['offered', 'not-yet'], to: 'rejected', change };
    }
    case 'not-yet':
      return {
        id,
        from: ['offered', 'not-yet'],
        to: 'not-yet',
        change: { ...answered, until: said.until },
      };
    case 'return':
      return {
        id,
        from: ['accepted'],
        to: 'returned',
        change: { closed_at: now, reason: said.reason ?? null },
      };
    case 'outcome': {
      const change = { closed_at: now, reason: said.reason ?? null, value: said.value ?? null };
      return { id, from: ['accepted'], to: said.outcome, change };
    }
  }
}
