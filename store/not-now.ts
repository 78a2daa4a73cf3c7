import type { Verdict } from '../core/arbiter.ts';
import { stageOf } from '../core/frozen.ts';
import type { Answer, Question } from '../core/state.ts';
import type { Admitted } from './admit.ts';
import type { Gathered } from './circumstances.ts';
import type { Tx } from './ctx.ts';
import { type LedgerRow, putLedgerRow } from './ledger-row.ts';
import { isSecondCopy } from './second-copy.ts';
import { tellNews } from './story.ts';
import type { Wanted } from './wanted.ts';

/** Told once; new mails may come, and then it is news again. */
export async function exhausted(
  tx: Tx,
  { state }: Question,
  { entry, now }: Admitted,
): Promise<Answer> {
  await tellNews(tx, {
    prospect: entry.prospect,
    entry: entry.id,
    at: now,
    kind: 'exhausted',
    stage: stageOf(state.at),
    step: state.at,
  });
  return { kind: 'exhausted', at: now };
}

type NotNow = Readonly<{
  wanted: Wanted;
  row: LedgerRow | undefined;
  verdict: Exclude<Verdict, { kind: 'send' }>;
  gathered: Gathered;
}>;

/** An attempt that still holds the row loses it; why, is told once and not at every time of asking. */
export async function notNow(tx: Tx, { wanted, row, verdict, gathered }: NotNow): Promise<Answer> {
  const { entry, touch, now, state } = wanted;
  if (verdict.kind === 'skipped' && isSecondCopy(row)) return noSecondCopy(tx, wanted);
  if (verdict.kind === 'skipped')
    await putLedgerRow(tx, wanted, { state: 'SKIPPED', reason: verdict.reason });
  else if (row?.state === 'CLAIMED') await putLedgerRow(tx, wanted, { state: 'REVOKED' });
  if (verdict.kind === 'held' && gathered.holdId !== undefined)
    await tx
      .updateTable('positions')
      .set({ held_by: gathered.holdId })
      .where('entry', '=', entry.id)
      .execute();
  await tellNews(tx, {
    prospect: entry.prospect,
    entry: entry.id,
    at: now,
    kind: verdict.kind,
    stage: stageOf(state.at),
    step: state.at,
    what: { mail: touch.mail, ...whyNot(verdict), ...whyHeld(verdict, gathered) },
  });
  return { ...verdict, at: now };
}

function whyNot(verdict: NotNow['verdict']): Readonly<Record<string, unknown>> {
  const { kind: _, ...why } = verdict;
  return verdict.kind === 'held' ? { reason: `held by ${verdict.by}`, ...why } : why;
}

/** In the words of whoever placed the hold; none where something else holds the mail. */
function whyHeld(verdict: NotNow['verdict'], { circumstances, holdReason }: Gathered) {
  const byHold = verdict.kind === 'held' && verdict.by === circumstances.hold?.by;
  return byHold && holdReason !== undefined ? { why: holdReason } : {};
}

/** Of the first nobody knows, still. */
async function noSecondCopy(tx: Tx, wanted: Wanted): Promise<Answer> {
  await putLedgerRow(tx, wanted, { state: 'UNKNOWN' });
  return { kind: 'unknown', at: wanted.now };
}
