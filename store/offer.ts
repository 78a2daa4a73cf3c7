import { randomUUID } from 'node:crypto';
import { type OfferStep, stageOf } from '../core/frozen.ts';
import { teamCalendar } from '../core/house-hours.ts';
import type { Instant } from '../core/fact.ts';
import { answerBy } from '../core/length.ts';
import { againstOffer } from '../core/offering.ts';
import type { Answer, Question } from '../core/state.ts';
import { type Admitted, admit, withCalendar } from './admit.ts';
import { buildPacket } from './build-packet.ts';
import type { Ctx, Tx } from './ctx.ts';
import { handoffOf, type HandoffRow } from './handoff-of.ts';
import { type HandoffView, viewOf } from './handoff-view.ts';
import type { Packet } from './packet.ts';
import { hasOpenHandoff, mustYield } from './rivals.ts';
import { tellNews } from './story.ts';
import { transact } from './transaction.ts';

/** `notify`: the team's reps have not been mailed yet. */
export type Offered = Answer & Readonly<{ notify?: HandoffView }>;

/** Offers somebody to a team, or answers why not. Asked again it answers with the offer that it made. */
export const offer = (ctx: Ctx, q: Question): Promise<Offered> =>
  transact(ctx, async (tx) => {
    const admitted = await admit(ctx, tx, q);
    if (admitted.kind === 'answered') return admitted.answer;
    return withCalendar(await offerAdmitted(ctx, tx, { q, admitted }), admitted);
  });

type Offering = Readonly<{ q: Question; admitted: Admitted }>;

async function offerAdmitted(ctx: Ctx, tx: Tx, { q, admitted }: Offering): Promise<Offered> {
  const { entry, step, visit, now } = admitted;
  if (step?.kind !== 'offer') throw new Error(`asked to offer at ${q.state.at}, which is no offer`);
  const made = await madeBefore(tx, { entry: entry.id, step: q.state.at, visit });
  if (made) return withNotice(ctx, tx, made);
  if (q.state.seq < entry.facts_seq)
    return { kind: 'stale', at: now, seq: entry.facts_seq, facts: entry.facts };
  if (await mustYield(ctx, tx, entry)) return { kind: 'yield', at: now };
  const reason = await against(tx, admitted, step);
  if (reason !== undefined) return unqualified(tx, q, { admitted, reason });
  const packed = await buildPacket(tx, admitted, { step, says: ctx.house.says });
  if (packed.kind === 'incomplete')
    return unqualified(tx, q, { admitted, reason: `the packet lacks ${packed.missing}` });
  const until = answerUntil(ctx, admitted, step);
  const row = await make(tx, q, { admitted, step, until, packet: packed.packet });
  return withNotice(ctx, tx, row);
}

/** The response clock runs in the team's days and hours. */
export const answerUntil = (
  { house, sliceFor }: Ctx,
  { entry, now }: Pick<Admitted, 'entry' | 'now'>,
  { team, answerIn }: Pick<OfferStep, 'team' | 'answerIn'>,
): Instant =>
  answerBy(now, answerIn, {
    pace: entry.pace,
    calendar: teamCalendar(house, { team, at: now, sliceFor }),
  });

const madeBefore = (
  tx: Tx,
  key: Readonly<{ entry: string; step: string; visit: number }>,
): Promise<HandoffRow | undefined> =>
  tx
    .selectFrom('handoffs')
    .selectAll()
    .where('entry', '=', key.entry)
    .where('step', '=', key.step)
    .where('visit', '=', key.visit)
    .executeTakeFirst();

async function against(
  tx: Tx,
  { entry, person, now }: Admitted,
  step: OfferStep,
): Promise<string | undefined> {
  return againstOffer(step, {
    now,
    facts: entry.facts,
    ...(person.rest_until !== null && { restUntil: person.rest_until }),
    hasOpenHandoff: await hasOpenHandoff(tx, person.id),
  });
}

type Not = Readonly<{ admitted: Admitted; reason: string }>;

async function unqualified(
  tx: Tx,
  { state }: Question,
  { admitted, reason }: Not,
): Promise<Answer> {
  const { person, entry, now } = admitted;
  const where = { stage: stageOf(state.at), step: state.at };
  await tellNews(tx, {
    prospect: person.id,
    entry: entry.id,
    at: now,
    kind: 'unqualified',
    ...where,
    what: { reason },
  });
  return { kind: 'unqualified', at: now, reason };
}

type Making = Readonly<{
  admitted: Admitted;
  step: OfferStep;
  until: Instant;
  packet: Packet;
}>;

async function make(
  tx: Tx,
  { state }: Question,
  { admitted, step, until, packet }: Making,
): Promise<HandoffRow> {
  const { person, entry, visit, now } = admitted;
  const row = await tx
    .insertInto('handoffs')
    .values({
      id: randomUUID(),
      prospect: person.id,
      account: person.account,
      entry: entry.id,
      step: state.at,
      visit,
      team: step.team,
      state: 'offered',
      until,
      packet: JSON.stringify(packet),
      offered_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const where = { stage: stageOf(state.at), step: state.at };
  const what = {
    handoff: row.id,
    team: step.team,
    until,
    because: packet.why.map(({ sentence }) => sentence),
  };
  await tellNews(tx, {
    prospect: person.id,
    entry: entry.id,
    at: now,
    kind: 'offered',
    ...where,
    what,
  });
  return row;
}

/** The handoff as an answer; with it what to mail to the team, until that is done. */
export async function withNotice(ctx: Ctx, tx: Tx, row: HandoffRow): Promise<Offered> {
  const answer = { kind: 'handoff', at: ctx.now(), handoff: handoffOf(row) } as const;
  if (row.state !== 'offered' || row.notified_at !== null) return answer;
  const notify = await viewOf(ctx, tx, row.id);
  return { ...answer, ...(notify && { notify }) };
}

/** The team was mailed about this offer. */
export async function markNotified(ctx: Ctx, handoff: string): Promise<void> {
  await ctx.db
    .updateTable('handoffs')
    .set({ notified_at: ctx.now() })
    .where('id', '=', handoff)
    .execute();
}
