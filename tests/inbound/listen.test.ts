import { readFileSync } from 'node:fs';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startInbound } from '../../inbound/listen.ts';
import { parseInbound } from '../../inbound/listen-at.ts';
import { createReturnPath } from '../../mail/return-path.ts';
import { claim } from '../../store/claim.ts';
import { listReplies } from '../../store/replies.ts';
import { letGo, settle } from '../../store/fence.ts';
import type { Ctx } from '../../store/ctx.ts';
import { only, World } from '../store/world.ts';
import { gatherLog } from '../support/gather-log.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const returnPath = createReturnPath([{ id: 'k1', secret: 's'.repeat(32) }], 'bounce.example');
const CORPUS = '4f0c6b8e1d2a3957c4e8b0a1f6d39275e8c1b204';
const fromCorpus = (file: string): string =>
  readFileSync(new URL(`../mail/back/corpus/${file}.eml`, import.meta.url), 'latin1');

/** A listener of the test, and what it answers to a mail: its code and words. */
async function door(ctx: Ctx = world.ctx) {
  const log = gatherLog();
  const listen = { host: '127.0.0.1', port: 0 };
  const inbound = await startInbound({ ctx, returnPath, log, listen });
  onTestFinished(() => inbound.stop());
  const client = nodemailer.createTransport({
    host: '127.0.0.1',
    port: inbound.port,
    ignoreTLS: true,
  });
  const bring = async (to: string | string[], raw: string | Buffer): Promise<string> => {
    try {
      const envelope = { from: '', to: [to].flat() };
      return (await client.sendMail({ envelope, raw })).response.slice(0, 3);
    } catch (error) {
      return String((error as { responseCode?: number }).responseCode);
    }
  };
  return { bring, log };
}

async function mailed() {
  const run = await world.newcomer();
  const { token, messageId } = only(
    await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' })),
    'claimed',
  );
  await letGo(world.ctx, token, { subject: 'Hello', templateHash: 'abc' });
  await settle(world.ctx, token, { state: 'UNKNOWN', reply: '' });
  const path = returnPath.address(messageId) ?? '';
  const leave = returnPath.leaveAddress(messageId) ?? '';
  return { run, path, leave, name: messageId.slice(1, 41) };
}
const reasonOf = async (prospect: string): Promise<string | undefined> =>
  (await world.story(prospect)).find((line) => line.startsWith('suppressed'));

describe('the door', () => {
  test('takes a bounce to a return path of ours, whatever its words name, once', async () => {
    const { run, path } = await mailed();
    const { bring, log } = await door();
    const bounce = fromCorpus('hard--qmail-no-mailbox').replaceAll(CORPUS, 'no');
    expect(await bring(path, bounce)).toBe('250');
    expect(await reasonOf(run.prospect)).toBe('suppressed bounced');
    expect((await world.ledger(run.prospect))[0]?.state).toBe('ACCEPTED');
    const before = await world.story(run.prospect);
    expect(await bring(path, bounce)).toBe('250');
    expect(await world.story(run.prospect)).toEqual(before);
    expect(JSON.stringify(log.lines)).not.toContain('@');
  });

  test('takes copies of answers, and finds their mail by what they answer', async () => {
    const { run, name } = await mailed();
    const { bring } = await door();
    const answer = fromCorpus('reply--top-posted').replaceAll(CORPUS, name);
    expect(await bring('replies@bounce.example', answer)).toBe('250');
    expect(await world.story(run.prospect)).toContain('replied nurture.hello');
    const { replies } = await listReplies(world.ctx, { prospect: run.prospect });
    expect(replies).toMatchObject([
      { state: 'open', holds: true, excerpt: 'Yes, call me on Thursday please.\n\nMara' },
    ]);
  });

  test.each([
    ['of a mail program', 'automatic--mailing-list'],
    ['of a person', 'reply--top-posted'],
    ['that nobody can read', 'unclear--binary'],
    ['that says that it bounced', 'hard--qmail-no-mailbox'],
  ])('unsubscribes by a mail to the address in the header, once: one %s', async (_, file) => {
    const { run, leave } = await mailed();
    const { bring, log } = await door();
    const raw = Buffer.from(fromCorpus(file), 'latin1');
    expect(await bring(leave, raw)).toBe('250');
    expect(await reasonOf(run.prospect)).toBe('suppressed unsubscribed');
    const consents = await world.ctx.db
      .selectFrom('consent_evidence')
      .select(['change', 'source'])
      .where('prospect', '=', run.prospect)
      .execute();
    expect(consents).toContainEqual({ change: 'withdrawn', source: 'mail' });
    expect((await world.entry(run.entry)).status).toBe('closed');
    const before = await world.story(run.prospect);
    expect(await bring(leave, raw)).toBe('250');
    expect(await bring(leave, 'Subject: unsubscribe\r\n\r\nagain\r\n')).toBe('250');
    expect(await world.story(run.prospect)).toEqual(before);
    expect(JSON.stringify(log.lines)).not.toContain('@');
  });

  test('unsubscribes each of several that one mail goes to', async () => {
    const [one, two] = [await mailed(), await mailed()];
    const { bring } = await door();
    expect(await bring([one.leave, two.leave], 'Subject: unsubscribe\r\n\r\n')).toBe('250');
    for (const { run } of [one, two])
      expect(await reasonOf(run.prospect)).toBe('suppressed unsubscribed');
  });

  test.each([
    'mara@northwind.example',
    'someone@bounce.example',
    `b+${'a'.repeat(58)}@bounce.example`,
    `u-${'a'.repeat(58)}@bounce.example`,
  ])('is closed to %s', async (to) => {
    const { bring } = await door();
    expect(await bring(to, fromCorpus('hard--qmail-no-mailbox'))).toBe('550');
  });

  test('a forged bounce to an open address changes nothing', async () => {
    const { run } = await mailed();
    const { bring } = await door();
    expect(await bring('replies@bounce.example', fromCorpus('hard--postfix-user-unknown'))).toBe(
      '250',
    );
    expect(await reasonOf(run.prospect)).toBeUndefined();
  });

  test.each([
    'unclear--nested-100-deep',
    'unclear--binary',
    'unclear--headers-without-end',
    'unclear--empty',
  ])('outlives %s, and suppresses nobody by it', async (file) => {
    const { run, path } = await mailed();
    const { bring } = await door();
    expect(await bring(path, Buffer.from(fromCorpus(file), 'latin1'))).toBe('250');
    expect(await reasonOf(run.prospect)).toBeUndefined();
    expect(await bring(path, fromCorpus('hard--qmail-no-mailbox'))).toBe('250');
    expect(await reasonOf(run.prospect)).toBe('suppressed bounced');
  });

  test('refuses more than ten megabytes', async () => {
    const { path } = await mailed();
    const { bring } = await door();
    const line = `${'x'.repeat(70)}\r\n`;
    const large = fromCorpus('reply--top-posted') + line.repeat(150_000);
    expect(await bring(path, large)).toBe('552');
  });

  test('says later where the store is away, so that nothing is lost', async () => {
    const { run, path } = await mailed();
    const away = {
      ...world.ctx,
      now: () => {
        throw new Error('away: mara@northwind.example');
      },
    };
    const { bring, log } = await door(away);
    expect(await bring(path, fromCorpus('hard--qmail-no-mailbox'))).toBe('451');
    expect(await reasonOf(run.prospect)).toBeUndefined();
    expect(JSON.stringify(log.lines)).not.toContain('mara');
  });
});

test('PERENNIAL_INBOUND is a host and a port', () => {
  expect(parseInbound('127.0.0.1:2525')).toEqual({ host: '127.0.0.1', port: 2525 });
  expect(parseInbound('[::1]:25')).toEqual({ host: '::1', port: 25 });
  for (const text of ['', '2525', 'geheim', 'geheim:99999', 'a b:25'])
    expect(() => parseInbound(text)).toThrow(/^PERENNIAL_INBOUND(?!.*geheim)/);
});
