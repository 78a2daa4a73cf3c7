import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dueToAsk, letAskGo } from '../../store/ask-to-confirm.ts';
import { askingNames } from '../../store/asking-mail.ts';
import { openCircuits } from '../../store/circuits.ts';
import { countsOf } from '../../store/counts.ts';
import type { Ctx } from '../../store/ctx.ts';
import { erase } from '../../store/erase.ts';
import { explain } from '../../store/explain.ts';
import { pauseStreams } from '../../store/pushed-back.ts';
import { listReplies } from '../../store/replies.ts';
import { keepReply } from '../../store/reply.ts';
import { settleNotAsked } from '../../store/settle-not-asked.ts';
import { takeBack } from '../../store/take-back.ts';
import { cameBack } from './came-back.ts';
import { asksToConfirm, signsUp } from './confirming.ts';
import { mailed } from './mailed.ts';
import { times } from './racing.ts';
import { World } from './world.ts';

let world: World;
let ctx: Ctx;
beforeAll(async () => {
  world = await World.open();
  ctx = asksToConfirm(world);
});
afterAll(() => world.close());

/** Somebody who is due, and the mail that asks them to confirm their tips. */
async function toBeAsked(email?: string) {
  const prospect = await signsUp(ctx, 'tips', email);
  const one = (await dueToAsk(ctx, ['tips'])).find((it) => it.prospect === prospect);
  if (one === undefined) throw new Error('not due');
  const { messageId } = askingNames(one, 'perennial.example');
  return { one, mail: 'please-confirm', sender: 'team', messageId };
}
/** Somebody who was asked. `name`: the one in its Message-ID. */
async function asked(email?: string) {
  const { one, ...sent } = await toBeAsked(email);
  expect(await letAskGo(ctx, one, sent)).toBe(true);
  return { prospect: one.prospect, name: sent.messageId.slice(1, 41), one };
}
const suppressed = async (prospect: string): Promise<string | undefined> => {
  const row = await ctx.db
    .selectFrom('suppressions')
    .innerJoin('prospects', 'prospects.address_hash', 'suppressions.address_hash')
    .select('reason')
    .where('prospects.id', '=', prospect)
    .executeTakeFirst();
  return row?.reason;
};
const lines = async (prospect: string) => explain(ctx, prospect);

describe('what comes back of a mail that asks for a confirmation', () => {
  test('says nothing of anybody, and is another for each asking', async () => {
    const { one, name } = await asked('mara.lind@northwind.example');
    expect(name).not.toMatch(/mara|lind/);
    const again = askingNames({ ...one, asks: 1 }, 'perennial.example').messageId;
    const news = askingNames({ ...one, topic: 'news' }, 'perennial.example').messageId;
    expect(new Set([name, again.slice(1, 41), news.slice(1, 41)]).size).toBe(3);
  });

  test('suppresses where there is no such address, and the story says of which mail', async () => {
    const { prospect, name } = await asked();
    const bounce = cameBack('hard', name, { status: '5.1.1' });
    expect(await takeBack(ctx, bounce)).toBe('taken');
    expect(await takeBack(ctx, bounce)).toBe('known');
    expect(await suppressed(prospect)).toBe('bounced');
    const told = (await lines(prospect)).filter(({ kind }) => kind === 'bounced');
    const what = { mail: 'please-confirm', reason: 'no such address', status: '5.1.1' };
    expect(told).toMatchObject([{ step: null, what }]);
    world.later(1);
    expect((await dueToAsk(ctx, ['tips'])).map((one) => one.prospect)).not.toContain(prospect);
  });

  test('suppresses whoever calls it spam, and withdraws what they never agreed to', async () => {
    const { prospect, name } = await asked();
    await takeBack(ctx, cameBack('complaint', name));
    expect(await suppressed(prospect)).toBe('complained');
    const consents = ctx.db.selectFrom('consents').select('withdrawn_at');
    const row = await consents.where('prospect', '=', prospect).executeTakeFirst();
    expect(row?.withdrawn_at).toBe(world.now);
  });

  test('unsubscribes by the address for that', async () => {
    const { prospect, name } = await asked();
    await takeBack(ctx, cameBack('unsubscribe', name));
    expect(await suppressed(prospect)).toBe('unsubscribed');
  });

  test.each([
    ['soft', 'bounced'],
    ['block', 'bounced'],
    ['policy', 'bounced'],
    ['out-of-office', 'auto-replied'],
    ['automatic', 'auto-replied'],
    ['delivered', 'asked-to-confirm'],
    ['unclear', 'asked-to-confirm'],
  ])('suppresses nobody by %s; the last line of the story is “%s”', async (kind, line) => {
    const { prospect, name } = await asked();
    expect(await takeBack(ctx, cameBack(kind, name))).toBe('taken');
    expect(await suppressed(prospect)).toBeUndefined();
    expect((await lines(prospect)).at(-1)?.kind).toBe(line);
  });

  test('is a line of the story alone where a person answers: no journey hears it, nothing waits for anybody', async () => {
    const { prospect, name } = await asked();
    expect(await takeBack(ctx, cameBack('reply', name, { excerpt: 'who are you?' }))).toBe('taken');
    await takeBack(ctx, cameBack('reply', name, { from: 'hello@perennial.example' }));
    const told = (await lines(prospect)).filter(({ kind }) => kind === 'replied');
    expect(told).toMatchObject([{ what: { mail: 'please-confirm' } }]);
    expect((await listReplies(ctx, { prospect })).replies).toEqual([]);
    const events = ctx.db.selectFrom('events').select('name').where('prospect', '=', prospect);
    expect(await events.execute()).toEqual([]);
    expect(await suppressed(prospect)).toBeUndefined();
  });

  test('is found by the surest name, whichever mail of ours that is', async () => {
    const { prospect, name } = await asked();
    const touch = await mailed(world);
    await takeBack(ctx, cameBack('hard', name, { names: ['f'.repeat(40), name, touch.name] }));
    expect([await suppressed(prospect), await suppressed(touch.prospect)]).toEqual([
      'bounced',
      undefined,
    ]);
    const other = await asked();
    await takeBack(ctx, cameBack('hard', name, { names: [touch.name, other.name] }));
    expect([await suppressed(other.prospect), await suppressed(touch.prospect)]).toEqual([
      undefined,
      'bounced',
    ]);
  });

  test('is a stranger’s where they were never asked so, or were erased', async () => {
    const { prospect, name } = await asked();
    const guessed = `${name.slice(0, 32)}00000000`;
    expect(await takeBack(ctx, cameBack('hard', guessed))).toBe('stranger');
    expect(await suppressed(prospect)).toBeUndefined();
    await erase(ctx, { prospect, source: 'test' });
    expect(await takeBack(ctx, cameBack('hard', name))).toBe('stranger');
  });
});

describe('by what comes back of it', () => {
  test('the rates of its sender count it, and no journey’s', async () => {
    world.later(30);
    const from = world.now;
    const [one] = [await asked(), await asked(), await mailed(world)];
    await takeBack(ctx, cameBack('hard', one.name));
    expect(await countsOf(ctx, { senders: ['team'], from })).toMatchObject({
      mails: 3,
      bounced: 1,
    });
    expect(await countsOf(ctx, { senders: ['ana'], from })).toMatchObject({ mails: 0, bounced: 0 });
    expect(await countsOf(ctx, { journey: 'small', from })).toMatchObject({ mails: 1, bounced: 0 });
  });

  test('one that was refused before it left, for there is nobody, is a mail and a bounce', async () => {
    world.later(30);
    const from = world.now;
    const { one, ...sent } = await toBeAsked();
    await settleNotAsked(ctx, one, {
      ...sent,
      again: 'never',
      reason: 'there is no such address',
      also: (tx, attempted) => keepReply(tx, attempted, { kind: 'hard', why: 'a test' }),
    });
    expect(await countsOf(ctx, { senders: ['team'], from })).toMatchObject({
      mails: 1,
      bounced: 1,
    });
    expect(await takeBack(ctx, cameBack('soft', sent.messageId.slice(1, 41)))).toBe('stranger');
  });

  test('a stream is paused where they refuse us again and again', async () => {
    world.later(30);
    for (const i of times(5, (n) => n)) {
      const { name } = await asked(`pushed-back-${i}@gmail.com`);
      expect(await openCircuits(ctx)).toEqual([]);
      await takeBack(ctx, cameBack('policy', name));
      expect(await pauseStreams(ctx)).toEqual(i === 4 ? ['team>gmail'] : []);
    }
  });
});
