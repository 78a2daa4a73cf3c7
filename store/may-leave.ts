import { backOff, type CircuitScope } from '../core/circuit.ts';
import type { Instant } from '../core/fact.ts';
import { spread } from '../core/spread.ts';
import { type Circuit, probe, sayCircuit } from './circuits.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { Lack, Leaving, Quotas } from './quotas.ts';

/** Nobody knows whether there is room before the quotas have asked for it, outside of this transaction. */
export class Asking extends Error {
  override name = 'Asking';
  readonly leaving: Leaving;
  constructor(leaving: Leaving) {
    super('the quotas must be asked first');
    this.leaving = leaving;
  }
}

/** So often is one claim tried; whoever was too slow each time comes back soon, in ms. */
const ROUNDS = 3;
const SOON = 5_000;

export type Quoting = Readonly<{ quotas: Quotas | undefined; last: boolean }>;

/** Does `work` in which `mayLeave` takes of the quotas; does it anew after they have been asked, where it throws `Asking`. */
export async function withQuotas<T>(
  quotas: Quotas | undefined,
  work: (quoting: Quoting) => Promise<T>,
): Promise<T> {
  for (let round = 1; round < ROUNDS; round += 1) {
    try {
      return await work({ quotas, last: false });
    } catch (error) {
      if (!(error instanceof Asking)) throw error;
      await quotas?.ask(error.leaving);
    }
  }
  return work({ quotas, last: true });
}

export type MayLeave =
  /** `probes`: the circuits that it tries; the first one accepted closes them. */
  | Readonly<{ kind: 'may'; probes: readonly string[] }>
  /** `scope`: whatever else is in it is barred now as well. */
  | Readonly<{ kind: 'barred'; until: Instant; reason: string; scope: CircuitScope }>;

type Asked = Readonly<{
  leaving: Leaving;
  /** Those that it is in. */
  open: readonly Circuit[];
  now: Instant;
  quoting: Quoting;
}>;

/**
 * Whether circuits and quotas let this mail go; the last thing that a claim asks, for it uses up what it takes. Needs that the ledger's row is
 * locked already: circuits come after it. Throws for `withQuotas` alone.
 */
export async function mayLeave(ctx: Ctx, tx: Tx, asked: Asked): Promise<MayLeave> {
  const { open, now, leaving, quoting } = asked;
  const shut = open.filter(({ probeAt }) => probeAt > now);
  if (shut.length > 0) return waitFor(shut, asked, ctx.pace);
  const room = roomFor(leaving, quoting);
  if (room !== undefined)
    return {
      kind: 'barred',
      until: now + Math.ceil(room.wait),
      reason: room.reason,
      scope: room.scope,
    };
  const tries = open.length === 0 || (await probe(tx, open, { now, pace: ctx.pace }));
  return tries ? { kind: 'may', probes: open.map(({ id }) => id) } : waitFor(open, asked, ctx.pace);
}

function roomFor(leaving: Leaving, { quotas, last }: Quoting): Lack | undefined {
  const taken = quotas?.take(leaving, last) ?? 'taken';
  if (taken === 'taken') return undefined;
  if (taken !== 'ask') return taken;
  if (!last) throw new Asking(leaving);
  const wait = SOON * (0.2 + spread(`soon:${leaving.key}`) / 2 ** 32);
  return { wait, reason: 'many want to leave at once', scope: 'stream' };
}

/** Until after the next try, each at a moment of their own in the time that the try after it takes. */
function waitFor(open: readonly Circuit[], { leaving, now }: Asked, pace: number): MayLeave {
  const until = open.map(({ id, probes, probeAt }) => {
    const share = spread(`${id}:${probes}:${leaving.key}`) / 2 ** 32;
    return Math.max(probeAt, now) + Math.ceil(share * backOff(probes + 1, pace));
  });
  const [first] = open;
  return {
    kind: 'barred',
    until: Math.max(...until),
    reason: first === undefined ? '' : sayCircuit(first),
    scope: first?.scope ?? 'stream',
  };
}
