import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dueToAsk, letAskGo, type ToAsk } from '../../store/ask-to-confirm.ts';
import { claim } from '../../store/claim.ts';
import { confirmConsent } from '../../store/confirm-consent.ts';
import { evidenceOfConsents } from '../../store/consent-evidence.ts';
import type { Ctx } from '../../store/ctx.ts';
import { erase } from '../../store/erase.ts';
import { findProspect } from '../../store/find-prospect.ts';
import { placeHold, releaseHold } from '../../store/holds.ts';
import { changePreferences } from '../../store/preferences.ts';
import { putProspect } from '../../store/put-prospect.ts';
import { type NotAsked, settleNotAsked } from '../../store/settle-not-asked.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { asksToConfirm, signsUp } from './confirming.ts';
import { DAY, World } from './world.ts';

let world: World;
let ctx: Ctx;
beforeAll(async () => {
  world = await World.open();
  ctx = asksToConfirm(world);
});
afterAll(() => world.close());

let prospect: string;
beforeEach(async () => {
  prospect = await signsUp(ctx);
});
const confirm = (topic = 'tips') =>
  confirmConsent(ctx, { prospect, topic, source: 'link', words: 'Yes' });
const due = async (): Promise<ToAsk | undefined> =>
  (await dueToAsk(ctx, ['tips', 'news'])).find((one) => one.prospect === prospect);
const WITH = { mail: 'please-confirm', sender: 'team', messageId: '<a@perennial.example>' };
const notAsked = (one: ToAsk, again: NotAsked['again']) =>
  settleNotAsked(ctx, one, { ...WITH, again, reason: 'a test', also: () => Promise.resolve() });
const asked = async (): Promise<boolean> => {
  const one = await due();
  return one !== undefined && letAskGo(ctx, one, WITH);
};
const touched = async () => {
  const run = await world.run(await world.entered(prospect));
  return { run, answer: await claim(ctx, run.asks('nurture.hello', { kind: 'touch' })) };
};

async function pendingOf(id: string): Promise<number | null> {
  const found = await findProspect(ctx, { id });
  return found?.consents.find(({ topic }) => topic === 'tips')?.pendingUntil ?? null;
}
const emailOf = async (id: string): Promise<string> =>
  (await findProspect(ctx, { id }))?.email ?? '';

describe('a consent that is to be confirmed', () => {
  test('holds every mail on its topic back, until it is', async () => {
    const { run, answer } = await touched();
    const until = world.now + 30 * DAY;
    expect(answer).toMatchObject({
      kind: 'held',
      until,
      by: 'a consent that is not confirmed yet',
    });
    expect(await confirm()).toBe('now');
    const again = await claim(ctx, run.asks('nurture.hello', { kind: 'touch' }));
    expect(again.kind).toBe('claimed');
  });

  test('rings whoever waits for it when it is confirmed', async () => {
    const { run } = await touched();
    await world.rings();
    await confirm();
    expect((await world.rings()).map(({ entry }) => entry)).toEqual([run.entry]);
  });

  test('is proof of both: what was said, and that the mailbox said so too', async () => {
    await confirm();
    expect(await evidenceOfConsents(ctx, prospect)).toMatchObject([
      { change: 'requested', source: 'form', words: 'Yes, tips' },
      { change: 'confirmed', source: 'link', words: 'Yes' },
    ]);
  });

  test('is confirmed once, however often the button is pressed', async () => {
    expect(await Promise.all([confirm(), confirm()])).toEqual(
      expect.arrayContaining(['now', 'before']),
    );
    expect(await confirm()).toBe('before');
    expect(await evidenceOfConsents(ctx, prospect)).toHaveLength(2);
  });

  test('runs out: then it never was, and their mails are skipped', async () => {
    const { run } = await touched();
    world.later(30);
    expect(await confirm()).toBe('over');
    const answer = await claim(ctx, run.asks('nurture.hello', { kind: 'touch' }));
    expect(answer).toMatchObject({ kind: 'skipped', reason: 'consent was never confirmed' });
  });

  test('is nobody’s once they unsubscribed, and of another topic than the one in the link', async () => {
    expect(await confirm('news')).toBe('over');
    await unsubscribe(ctx, { prospect, source: 'link' });
    expect(await confirm()).toBe('over');
  });

  test('counts at once by the preferences, which came to that address too', async () => {
    const choice = { prospect, give: ['tips'], withdraw: [], source: 'page', words: {} };
    world.later(1);
    await changePreferences(ctx, choice);
    expect(await due()).toBeUndefined();
    expect((await touched()).answer.kind).toBe('claimed');
  });

  test('that counts already is not asked for again by the same form', async () => {
    await confirm();
    world.later(1);
    await signsUp(ctx, 'tips', await emailOf(prospect));
    expect(await due()).toBeUndefined();
  });
});

describe('they are asked', () => {
  test('twice at most, a day apart, and then no more', async () => {
    expect([await asked(), await asked()]).toEqual([true, false]);
    world.later(0.9);
    expect(await asked()).toBe(false);
    world.later(0.1);
    expect([await asked(), await asked()]).toEqual([true, false]);
    world.later(5);
    expect(await asked()).toBe(false);
    expect(
      (await world.story(prospect)).filter((line) => line === 'asked-to-confirm'),
    ).toHaveLength(2);
  });

  test('once, of any number who ask at the same time', async () => {
    const one = await due();
    if (one === undefined) throw new Error('not due');
    const gone = await Promise.all(Array.from({ length: 8 }, () => letAskGo(ctx, one, WITH)));
    expect(gone.filter(Boolean)).toHaveLength(1);
  });

  test.each<readonly [string, () => Promise<unknown>]>([
    ['confirmed', () => confirm()],
    ['unsubscribed', () => unsubscribe(ctx, { prospect, source: 'link' })],
    ['were erased', () => erase(ctx, { prospect, source: 'test' })],
    ['let it run out', () => Promise.resolve(world.later(30))],
  ])('not once they %s, however late that came', async (_, stop) => {
    const one = await due();
    if (one === undefined) throw new Error('not due');
    await stop();
    expect(await letAskGo(ctx, one, WITH)).toBe(false);
    expect(await due()).toBeUndefined();
  });

  test('not while everything is held', async () => {
    const one = await due();
    if (one === undefined) throw new Error('not due');
    const { id } = await placeHold(ctx, { scope: 'all', of: '', reason: 'test', by: 'test' });
    expect(await letAskGo(ctx, one, WITH)).toBe(false);
    await releaseHold(ctx, id, 'test');
    expect(await letAskGo(ctx, one, WITH)).toBe(true);
  });

  test('in the next round after a fault of ours, another day where the mail server says later, and never where it refuses them', async () => {
    const one = await due();
    if (one === undefined) throw new Error('not due');
    await notAsked(one, 'next-round');
    expect(await due()).toEqual(one);
    await notAsked(one, 'another-day');
    expect(await due()).toBeUndefined();
    world.later(1);
    const again = await due();
    expect(again).toMatchObject({ asks: 0 });
    await notAsked(again ?? one, 'never');
    world.later(2);
    expect(await due()).toBeUndefined();
  });
});

test('where the topic asks for none, or the ground is another, a consent counts at once', async () => {
  const given = { topic: 'tips', basis: 'contract', source: 'crm' } as const;
  const customer = { email: 'customer@northwind.example', consents: [given], source: 'crm' };
  const { id } = await putProspect(ctx, customer);
  expect(await pendingOf(id)).toBeNull();
  expect(await pendingOf(await signsUp(world.ctx))).toBeNull();
  expect(await pendingOf(await signsUp(ctx))).toBe(world.now + 30 * DAY);
});
