import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parsePerMinute, UNLIMITED } from '../../core/per-minute.ts';
import { dueToAsk, type ToAsk } from '../../store/ask-to-confirm.ts';
import { closeCircuits, openCircuit, openCircuits } from '../../store/circuits.ts';
import type { Ctx } from '../../store/ctx.ts';
import { placeHold, releaseHold } from '../../store/holds.ts';
import { mayAsk } from '../../store/may-ask.ts';
import { createQuotas } from '../../store/quotas.ts';
import { transact } from '../../store/transaction.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { asksToConfirm, signsUp } from './confirming.ts';
import { MINUTE, World } from './world.ts';

let world: World;
let ctx: Ctx;
beforeAll(async () => {
  world = await World.open();
  ctx = asksToConfirm(world);
});
afterAll(() => world.close());
beforeEach(() => void world.later(1));
afterEach(async () => {
  await ctx.db.deleteFrom('circuits').execute();
  await ctx.db.deleteFrom('quotas').execute();
});

let people = 0;
async function due(domain = 'northwind.example'): Promise<ToAsk> {
  const email = `may-ask-${(people += 1)}@${domain}`;
  const prospect = await signsUp(ctx, 'tips', email);
  const one = (await dueToAsk(ctx, ['tips'])).find((it) => it.prospect === prospect);
  if (one === undefined) throw new Error('not due');
  return one;
}
const kindOf = async (one: ToAsk, quotas = createQuotas(ctx, UNLIMITED), sender = 'team') =>
  (await mayAsk(ctx, one, { sender, quotas })).kind;

test('a day’s quota lets so many be asked, and the others wait for the next day', async () => {
  const house = { ...ctx.house, limits: { ...ctx.house.limits, perDay: 2 } };
  const quotas = createQuotas({ ...ctx, house }, UNLIMITED);
  const [one, two, three] = [await due(), await due(), await due()];
  expect([await kindOf(one, quotas), await kindOf(two, quotas)]).toEqual(['may', 'may']);
  expect(await mayAsk(ctx, three, { sender: 'team', quotas })).toMatchObject({
    kind: 'barred',
    scope: 'server',
  });
  world.later(1);
  expect(await kindOf(three, quotas)).toBe('may');
});

test('a domain that warms up lets its senders ask as many as its day may have', async () => {
  const limits = { ...ctx.house.limits, warmUp: { 'perennial.example': [1] } };
  const warming = { ...ctx, house: { ...ctx.house, limits } };
  const quotas = createQuotas(warming, UNLIMITED);
  expect(await kindOf(await due(), quotas)).toBe('may');
  expect(await mayAsk(ctx, await due(), { sender: 'team', quotas })).toMatchObject({
    kind: 'barred',
    scope: 'sender',
  });
  expect(await kindOf(await due(), quotas, 'ana')).toBe('may');
});

test('a minute’s quota of a group keeps that group back', async () => {
  const quotas = createQuotas(ctx, parsePerMinute('gmail=1'));
  const one = await due('gmail.com');
  expect(one.group).toBe('gmail');
  expect(await kindOf(one, quotas)).toBe('may');
  expect(await mayAsk(ctx, await due('gmail.com'), { sender: 'team', quotas })).toMatchObject({
    kind: 'barred',
    scope: 'domain',
  });
  expect(await kindOf(await due(), quotas)).toBe('may');
});

test('whoever would be stopped at the fence uses up no quota', async () => {
  const house = { ...ctx.house, limits: { ...ctx.house.limits, perDay: 1 } };
  const quotas = createQuotas({ ...ctx, house }, UNLIMITED);
  const [gone, held] = [await due(), await due()];
  await unsubscribe(ctx, { prospect: gone.prospect, source: 'link' });
  expect(await kindOf(gone, quotas)).toBe('over');
  const { id } = await placeHold(ctx, { scope: 'all', of: '', reason: 'test', by: 'test' });
  expect(await kindOf(held, quotas)).toBe('over');
  await releaseHold(ctx, id, 'test');
  expect(await kindOf({ ...held, asks: 1 }, quotas)).toBe('over');
  expect(await kindOf(held, quotas)).toBe('may');
});

test('an open circuit keeps back who is in it; one tries when it is time, and nobody else', async () => {
  const { pace } = ctx;
  await openCircuit(
    ctx.db,
    { scope: 'stream', of: 'team>gmail', code: 'policy' },
    { now: world.now, pace },
  );
  const [one, two] = [await due('gmail.com'), await due('gmail.com')];
  expect(
    await mayAsk(ctx, one, { sender: 'team', quotas: createQuotas(ctx, UNLIMITED) }),
  ).toMatchObject({
    kind: 'barred',
    scope: 'stream',
    reason: 'their mail server refuses mail of this sender',
  });
  expect(await kindOf(await due())).toBe('may');
  expect(await kindOf(one, undefined, 'ana')).toBe('may');
  world.later(MINUTE / 86_400_000);
  const [{ id } = { id: '' }] = await openCircuits(ctx);
  const quotas = createQuotas(ctx, UNLIMITED);
  expect(await mayAsk(ctx, one, { sender: 'team', quotas })).toEqual({ kind: 'may', probes: [id] });
  expect(await kindOf(two)).toBe('barred');
  await transact(ctx, (tx) => closeCircuits(tx, [id], world.now));
  expect(await kindOf(two)).toBe('may');
});
