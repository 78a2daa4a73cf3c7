import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { lengthOf } from '../core/length.ts';
import type { Ctx, Tx } from './ctx.ts';
import { speakNext } from './hand-over.ts';
import { refold } from './refold.ts';
import { tellStory } from './story.ts';
import { unknownRep } from './take.ts';
import { isTaken, type TakeRow } from './takes.ts';
import { lockProspect, lockProspects, transact } from './transaction.ts';

export type GivingBack = Readonly<{
  prospect: string;
  rep: string;
  /** One that the house knows: its rest begins. */
  reason?: string;
  note?: string;
  /** Not before this date do their journeys go on. */
  resumeAt?: Instant;
}>;
export type GiveBackAnswer =
  | Readonly<{ kind: 'done'; take: TakeRow }>
  /** Nobody has them, or not any more: `last` is how it was. */
  | Readonly<{ kind: 'conflict'; last?: TakeRow }>
  | Readonly<{ kind: 'unknown' }>
  | Readonly<{
      kind: 'refused';
      code: 'unknown-rep' | 'unknown-reason' | 'bad-until';
      say: string;
    }>;

/** Sales gives somebody back: whoever stood still goes on where they stood, their waits with them. Of two at once one is `done`. */
export const giveBack = (ctx: Ctx, giving: GivingBack): Promise<GiveBackAnswer> =>
  transact(ctx, async (tx) => {
    const refused = refusal(ctx, giving);
    if (refused) return refused;
    const { prospect, rep, reason, resumeAt } = giving;
    if ((await lockProspect(tx, prospect)) === undefined) return { kind: 'unknown' };
    const now = ctx.now();
    const row = await turn(tx, giving, now);
    if (row === undefined) return lost(tx, prospect);
    await tellStory(tx, {
      prospect,
      at: now,
      kind: 'given-back',
      what: { rep, reason, until: resumeAt },
    });
    await rest(ctx, tx, giving);
    await goOn(ctx, tx, prospect);
    return { kind: 'done', take: row };
  });

/** Pure. */
function refusal(ctx: Ctx, { rep, reason, resumeAt }: GivingBack): GiveBackAnswer | undefined {
  const stranger = unknownRep(ctx, rep);
  if (stranger) return stranger;
  const reasons = Object.keys(ctx.house.reasons);
  if (reason !== undefined && !reasons.includes(reason)) {
    const say = `This house has no reason ‘${reason}’. Known: ${reasons.join(', ')}.`;
    return { kind: 'refused', code: 'unknown-reason', say };
  }
  if (resumeAt !== undefined && !(resumeAt > ctx.now()))
    return {
      kind: 'refused',
      code: 'bad-until',
      say: 'The date to go on at must be in the future.',
    };
  return undefined;
}

const turn = (tx: Tx, giving: GivingBack, now: Instant): Promise<TakeRow | undefined> =>
  tx
    .updateTable('takes')
    .set({
      given_back_at: now,
      given_back_by: giving.rep,
      given_back_reason: giving.reason ?? null,
      note: giving.note ?? null,
      resumes_at: giving.resumeAt ?? null,
    })
    .where('prospect', '=', giving.prospect)
    .where('given_back_at', 'is', null)
    .returningAll()
    .executeTakeFirst();

async function lost(tx: Tx, prospect: string): Promise<GiveBackAnswer> {
  const last = await tx
    .selectFrom('takes')
    .selectAll()
    .where('prospect', '=', prospect)
    .orderBy('given_back_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { kind: 'conflict', ...(last && { last }) };
}

/** A reason may have a rest, as when a handoff is rejected for it. */
async function rest(ctx: Ctx, tx: Tx, { prospect, reason }: GivingBack): Promise<void> {
  const length = ctx.house.reasons[reason ?? '']?.rest;
  if (length === undefined) return;
  const until = ctx.now() + lengthOf(length, ctx.pace);
  const person = await tx
    .updateTable('prospects')
    .set({
      seq: sql<number>`seq + 1`,
      rest_until: sql<number | null>`greatest(rest_until, ${until}::bigint)`,
    })
    .where('id', '=', prospect)
    .returning(['id', 'seq', 'rest_until', 'spent_at'])
    .executeTakeFirstOrThrow();
  await refold(ctx, tx, { people: [person] });
}

/** Who had not fallen silent yet speaks on; else the strongest that waits does, and gets a run. Needs the prospect's lock. */
async function goOn(ctx: Ctx, tx: Tx, prospect: string): Promise<void> {
  if (await isTaken(tx, prospect)) return;
  const speaker = await tx
    .selectFrom('entries')
    .select('id')
    .where('prospect', '=', prospect)
    .where('status', '=', 'speaking')
    .executeTakeFirst();
  if (speaker === undefined) await speakNext(ctx, tx, prospect);
}

/** So many people are locked at once. */
const CHUNK = 100;

/** Lets those go on who were given back for a date that has come. Answers how many it found; say it again until it finds nobody. */
export const goOnAtDate = (ctx: Ctx): Promise<number> =>
  transact(ctx, async (tx) => {
    const due = tx
      .selectFrom('takes')
      .select(['id', 'prospect'])
      .where('resumes_at', '<=', ctx.now());
    const some = await due.orderBy('resumes_at').limit(CHUNK).execute();
    if (some.length === 0) return 0;
    const people = [...new Set(some.map(({ prospect }) => prospect))];
    await lockProspects(tx, people);
    const still = await due.where('prospect', 'in', people).execute();
    const ids = still.map(({ id }) => id);
    if (ids.length > 0)
      await tx.updateTable('takes').set({ resumes_at: null }).where('id', 'in', ids).execute();
    for (const prospect of new Set(still.map((one) => one.prospect))) await goOn(ctx, tx, prospect);
    return some.length;
  });
