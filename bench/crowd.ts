import { createHash, randomUUID } from 'node:crypto';
import { canonical } from '../core/canonical.ts';
import type { Frozen } from '../core/frozen.ts';
import type { Question } from '../core/state.ts';
import { step } from '../core/step.ts';
import { beginning } from '../store/beginning.ts';
import type { Ctx } from '../store/ctx.ts';
import { enrolAll } from '../store/enrol-all.ts';
import { foldSome } from '../store/fold.ts';
import { putMany } from '../store/put-many.ts';
import { transact } from '../store/transaction.ts';
import { promote, publish, reportWorker } from '../store/versions.ts';

/** Makes a journey the current one, as if a worker had it. */
export async function introduce(ctx: Ctx, frozen: Frozen): Promise<void> {
  const text = canonical(frozen);
  const hash = createHash('sha256').update(text).digest('hex');
  await publish(ctx, [{ journey: frozen.journey, hash, text }]);
  await reportWorker(ctx, randomUUID(), [hash]);
  await promote(ctx);
}

/** So many new people, enrolled; for each the question that their workflow would ask first. */
export async function askers(
  ctx: Ctx,
  frozen: Frozen,
  { people, round }: Readonly<{ people: number; round: number }>,
): Promise<readonly Question[]> {
  const consents = [{ topic: frozen.topic, basis: 'consent' as const, source: 'bench' }];
  const rows = Array.from({ length: people }, (_, i) => ({
    line: i,
    email: `${round}.${i}@people${i % 97}.example`,
    traits: { firstName: 'Ida' },
    consents,
  }));
  await putMany(ctx, 'bench', rows, { dryRun: false });
  await foldAll(ctx);
  await enrolAll(ctx, frozen.journey);
  await foldAll(ctx);
  const entries = await ctx.db
    .selectFrom('entries')
    .innerJoin('prospects', 'prospects.id', 'entries.prospect')
    .select('entries.id')
    .where('prospects.email', 'like', `${round}.%@%`)
    .execute();
  return Promise.all(entries.map(({ id }) => firstQuestion(ctx, frozen, id)));
}

async function firstQuestion(ctx: Ctx, frozen: Frozen, entry: string): Promise<Question> {
  const begin = await transact(ctx, (tx) => beginning(tx, ctx, entry));
  const { state, todo } = step(frozen, begin.state, [{ kind: 'woke', at: ctx.now() }]);
  if (todo === undefined) throw new Error('the journey does not begin with a touch');
  const { lines: _lines, asked: _asked, ...rest } = state;
  const { prospect, epoch, version } = begin;
  return { prospect, entry, epoch, version, state: { ...rest, facts: {} }, todo };
}

async function foldAll(ctx: Ctx): Promise<void> {
  while ((await foldSome(ctx)) > 0);
}
