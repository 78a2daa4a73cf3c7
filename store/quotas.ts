import type { CircuitScope } from '../core/circuit.ts';
import type { HouseData } from '../core/house.ts';
import type { PerMinute } from '../core/per-minute.ts';
import { type Quota, sayQuota } from '../core/quota.ts';
import { domainOf } from '../core/recipient-group.ts';
import type { Ctx } from './ctx.ts';
import { dayPocket } from './day-pocket.ts';
import { type Minute, minutePocket } from './minute-pocket.ts';
import type { Pocket } from './pocket.ts';
import { allowedToday } from './warm-ups.ts';

/** What a mail must find room in. */
export type Leaving = Readonly<{
  /** Hashed, to spread those who wait. */
  key: string;
  sender: string;
  /** The group of its reader's mailbox. */
  group: string;
}>;

/** How long it must wait, ms, and why. `scope`: whatever else is in it must wait as well. */
export type Lack = Readonly<{ wait: number; reason: string; scope: CircuitScope }>;

/**
 * The quotas of one worker, leased from rows that all workers share. `take` is asked while a claim is under way and never waits: it takes one
 * of each quota that the mail is under, or none. 'ask': nobody knows before `ask` has asked the database, outside of any transaction;
 * `last`: it was asked lately, and that must do. What is taken is used up, whatever becomes of the mail: it is rather fewer than more.
 */
export type Quotas = Readonly<{
  take: (leaving: Leaving, last?: boolean) => 'taken' | 'ask' | Lack;
  ask: (leaving: Leaving) => Promise<void>;
}>;

/** Whoever has less time says so: tests. */
const MINUTE: Minute = { span: 60_000, lease: 2_000 };

export function createQuotas(ctx: Ctx, perMinute: PerMinute, minute: Minute = MINUTE): Quotas {
  const pockets = new Map<string, Pocket>();
  const pocketOf = (quota: Quota): Pocket => {
    const name = `${quota.per} ${quota.scope} ${quota.of}`;
    const pocket = pockets.get(name) ?? newPocket(ctx, quota, minute);
    pockets.set(name, pocket);
    return pocket;
  };
  const quotasOf = (leaving: Leaving): readonly Quota[] => [
    ...minuteQuotas(perMinute, leaving),
    ...(ctx.pace === 1 ? dayQuotas(ctx.house, leaving.sender) : []),
  ];
  return {
    take: (leaving, last = false) =>
      takeAll(quotasOf(leaving), { pocketOf, key: leaving.key, last }),
    ask: async (leaving) => {
      for (const quota of quotasOf(leaving)) {
        const pocket = pocketOf(quota);
        if (!pocket.has()) await pocket.ask();
      }
    },
  };
}

const newPocket = (ctx: Ctx, quota: Quota, minute: Minute): Pocket =>
  quota.per === 'minute'
    ? minutePocket(ctx, quota, minute)
    : dayPocket(ctx, quota, () =>
        quota.scope === 'from' ? allowedToday(ctx, quota.of) : Promise.resolve(quota.most),
      );

type Taking = Readonly<{ pocketOf: (quota: Quota) => Pocket; key: string; last: boolean }>;

/** One of each, or none. A quota that is used up is told before anybody asks about the others. */
function takeAll(
  quotas: readonly Quota[],
  { pocketOf, key, last }: Taking,
): 'taken' | 'ask' | Lack {
  const empty = quotas.filter((quota) => !pocketOf(quota).has());
  if (empty.length === 0) {
    for (const quota of quotas) pocketOf(quota).take();
    return 'taken';
  }
  const lacks = empty.flatMap((quota) => {
    const wait = pocketOf(quota).wait(key, last);
    return wait === undefined
      ? []
      : [{ wait, reason: sayQuota(quota), scope: SCOPES[quota.scope] }];
  });
  return lacks.toSorted((a, b) => b.wait - a.wait)[0] ?? 'ask';
}

/** What a quota is of, as circuits call it; of a domain's senders, each by itself. */
const SCOPES: Readonly<Record<Quota['scope'], CircuitScope>> = {
  all: 'server',
  to: 'domain',
  sender: 'sender',
  from: 'sender',
};

function minuteQuotas(perMinute: PerMinute, { sender, group }: Leaving): readonly Quota[] {
  const { all, to, senders } = perMinute;
  return [
    ...quotaOf({ scope: 'all', of: '', per: 'minute' }, all),
    ...quotaOf({ scope: 'to', of: group, per: 'minute' }, to[group]),
    ...quotaOf({ scope: 'sender', of: sender, per: 'minute' }, senders[sender]),
  ];
}

/** What the house says of a day. */
export function dayQuotas({ limits, senders }: HouseData, sender: string): readonly Quota[] {
  const { perDay, address = '' } = senders[sender] ?? {};
  const domain = domainOf(address);
  return [
    ...quotaOf({ scope: 'all', of: '', per: 'day' }, limits.perDay),
    ...quotaOf({ scope: 'sender', of: sender, per: 'day' }, perDay),
    ...(limits.warmUp?.[domain] === undefined
      ? []
      : quotaOf({ scope: 'from', of: domain, per: 'day' }, 1)),
  ];
}

const quotaOf = (which: Omit<Quota, 'most'>, most: number | undefined): readonly Quota[] =>
  most === undefined ? [] : [{ ...which, most }];
