import { type Gathered, gather } from './circumstances.ts';
import type { Ctx, Tx } from './ctx.ts';
import { inTurns } from './in-turns.ts';
import { putClaimed, type Taken } from './ledger-row.ts';
import { type Look, look, type Looking } from './look.ts';
import type { Wanted } from './wanted.ts';
import { type Standing, writeDown } from './write-down.ts';

/** What every claim asks of PostgreSQL: claims of one transaction that come to it at once share one statement. */
export type Shared = Readonly<{
  look: (asked: Looking) => Promise<Look | undefined>;
  writeDown: (now: Standing) => Promise<void>;
  gather: (wanted: Wanted) => Promise<Gathered>;
  putClaimed: (taken: Taken) => Promise<void>;
}>;

export const sharedIn = (ctx: Ctx, tx: Tx): Shared => ({
  look: inTurns((some: readonly Looking[]) => look(tx, some)),
  writeDown: inTurns(each((some: readonly Standing[]) => writeDown(tx, some))),
  gather: inTurns((some: readonly Wanted[]) => gather(ctx, tx, some)),
  putClaimed: inTurns(each((some: readonly Taken[]) => putClaimed(tx, some))),
});

/** Nothing is answered but that it is done. */
const each =
  <A>(work: (some: readonly A[]) => Promise<void>) =>
  async (some: readonly A[]): Promise<readonly void[]> => {
    await work(some);
    return some.map(() => undefined);
  };
