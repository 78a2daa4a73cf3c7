import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { leave } from '../../inbound/leave.ts';
import { receive } from '../../inbound/receive.ts';
import { parsePerMinute } from '../../core/per-minute.ts';
import { createReturnPath } from '../../mail/return-path.ts';
import { openCircuits } from '../../store/circuits.ts';
import { confirmConsent } from '../../store/confirm-consent.ts';
import type { Ctx } from '../../store/ctx.ts';
import type { MailMode } from '../../mail/address.ts';
import { type ConfirmingGiven, startConfirming } from '../../worker/confirming.ts';
import { loadProject, textMail } from '../mail/mail-project.ts';
import { type Script, startScripted } from '../mail/smtp-script.ts';
import { asksToConfirm, signsUp } from '../store/confirming.ts';
import { times } from '../store/racing.ts';
import { World } from '../store/world.ts';
import { links } from '../support/desk.ts';
import { eventually } from '../support/eventually.ts';
import { gatherLog } from '../support/gather-log.ts';

let world: World;
let ctx: Ctx;
beforeAll(async () => {
  world = await World.open();
  ctx = { ...asksToConfirm(world), pace: 1 / 86_400 }; // it looks each second, and a day is one
});
afterAll(() => world.close());
afterEach(async () => {
  await ctx.db.deleteFrom('circuits').execute();
  await ctx.db.deleteFrom('consents').execute(); // nobody is due in the next test
});

const returnPath = createReturnPath([{ id: 'k1', secret: 's'.repeat(32) }], 'bounce.example');

const WORDS = "Hello {{ person.firstName | default: 'there' }}, was it you? {{ confirm }}";
const FROM_ANA = { 'mail.json': { subject: 'A subject', from: 'ana' } };
const OWN: MailMode = { kind: 'own-inbox' };
async function confirming(script: Script = {}, more: Partial<ConfirmingGiven> = {}) {
  const server = await startScripted(script);
  const templates = await loadProject({
    mails: { 'please-confirm': textMail(WORDS), 'ana-asks': textMail(WORDS, FROM_ANA) },
  });
  const log = gatherLog();
  const given = { ctx, templates, links, smtp: server.url, mode: OWN, log, returnPath, ...more };
  const loops = [startConfirming(given), startConfirming(given)];
  const stop = async (): Promise<void> => {
    await Promise.all(loops.map((loop) => loop.stop()));
  };
  onTestFinished(stop);
  return { server, log, stop };
}
const asksOf = (prospect: string) =>
  world.ctx.db
    .selectFrom('consents')
    .select(['asks', 'asked_at'])
    .where('prospect', '=', prospect)
    .executeTakeFirstOrThrow();

test('two workers ask once, with a link that confirms and a way to leave', async () => {
  const prospect = await signsUp(ctx);
  const { server, stop } = await confirming();
  await eventually(async () => expect((await asksOf(prospect)).asks).toBe(1));
  await stop();
  expect(server.messages).toHaveLength(1);
  const raw = server.messages[0]?.replaceAll('=\r\n', '') ?? '';
  const [, token = ''] = /https:\/\/journeys\.example\/o\/([\w.-]+)/.exec(raw) ?? [];
  expect(links.read('o', token)).toBe(`${prospect}.tips`);
  expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(raw).toMatch(/^To: signs-up-\d+@northwind\.example\r$/m);
  const said = { prospect, topic: 'tips', source: 'link', words: 'Yes' };
  expect(await confirmConsent(ctx, said)).toBe('now');
});

const bounce = (to: string): Buffer =>
  Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example',
      `To: ${to}`,
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b--',
      '',
    ].join('\r\n'),
  );

test('what comes back to its return path, or to the address that unsubscribes, finds them', async () => {
  const [one, two] = [await signsUp(ctx), await signsUp(ctx)];
  const { server, stop, log } = await confirming();
  await eventually(() => expect(server.messages).toHaveLength(2));
  await stop();
  const isOf = (prospect: string, name = ''): boolean =>
    name.startsWith(prospect.replaceAll('-', ''));
  const path = server.senders.find((it) => isOf(one, returnPath.read(it))) ?? '';
  expect(path).not.toContain('signs-up');
  await receive({ ctx, returnPath, log }, { raw: bounce(path), recipients: [path] });
  expect(await world.story(one)).toEqual(expect.arrayContaining(['suppressed bounced']));
  const leaving = server.messages
    .map((raw) => /mailto:(u-[^?]+)/.exec(raw.replaceAll(/\r\n[ \t]+/g, ''))?.[1] ?? '')
    .find((it) => isOf(two, returnPath.readLeave(it)));
  await leave({ ctx, returnPath, log }, { raw: Buffer.from('x'), recipients: [leaving ?? ''] });
  expect(await world.story(two)).toEqual(expect.arrayContaining(['suppressed unsubscribed']));
});

test('whom the mail server does not know is suppressed and never asked again; their address stays out of the log', async () => {
  const prospect = await signsUp(ctx);
  const { log, server } = await confirming({
    rcpt: '550 5.1.1 <nobody@northwind.example> unknown',
  });
  await eventually(async () => expect((await asksOf(prospect)).asks).toBe(2));
  expect(server.messages).toEqual([]);
  const story = await world.story(prospect);
  expect(story.filter((line) => /^(refused|suppressed)/.test(line))).toEqual([
    'refused there is no such address',
    'suppressed bounced',
  ]);
  const kept = ctx.db.selectFrom('returned').select(['source', 'kind']);
  expect(await kept.where('prospect', '=', prospect).execute()).toContainEqual({
    source: 'reply',
    kind: 'hard',
  });
  expect(JSON.stringify(log.lines)).not.toContain('northwind');
});

test('safe mode asks nobody, and nobody is counted as asked', async () => {
  const prospect = await signsUp(ctx);
  const { server, stop } = await confirming(
    {},
    {
      mode: { kind: 'listed', allowed: ['@else.example'] },
    },
  );
  await stop();
  expect([await asksOf(prospect), server.messages]).toEqual([{ asks: 0, asked_at: null }, []]);
});

const open = async () =>
  (await openCircuits(ctx)).map(({ scope, of, code }) => ({ scope, of, code }));
const UNASKED = { asks: 0, asked_at: null };
/** Until the next mail may try; here a consent can be confirmed for half a minute. */
const later = (): void => void world.later(5 / 86_400);

test('a refusal as against the rules opens the circuit of that stream: who is in it waits, and is asked once one is accepted', async () => {
  const prospect = await signsUp(ctx, 'tips', 'first@gmail.com');
  const strict = await confirming({ rcpt: '550 5.7.1 not authenticated: SPF' });
  await eventually(async () =>
    expect(await open()).toEqual([{ scope: 'stream', of: 'team>gmail', code: 'policy' }]),
  );
  await strict.stop();
  expect(await asksOf(prospect)).toEqual(UNASKED);
  expect((await world.story(prospect)).join()).not.toContain('suppressed');
  const [second, other] = [
    await signsUp(ctx, 'tips', 'second@gmail.com'),
    await signsUp(ctx, 'tips', 'other@northwind.example'),
  ];
  const { server, stop } = await confirming();
  await eventually(async () => expect((await asksOf(other)).asks).toBe(1));
  await stop();
  expect([await asksOf(prospect), await asksOf(second)]).toEqual([UNASKED, UNASKED]);
  expect(server.messages).toHaveLength(1);
  later();
  await confirming();
  await eventually(async () => {
    expect([(await asksOf(prospect)).asks, (await asksOf(second)).asks]).toEqual([1, 1]);
    expect(await open()).toEqual([]);
  });
});

test('a mail server that turns us away is left alone, and nobody is lost to that', async () => {
  const prospect = await signsUp(ctx);
  const { server, log } = await confirming({ greeting: '554 5.7.1 not you' });
  await eventually(async () =>
    expect(await open()).toEqual([{ scope: 'server', of: '', code: 'greeting' }]),
  );
  expect(log.lines).toMatchObject([{ level: 'warn', facts: { scope: 'server' } }]);
  expect([await asksOf(prospect), server.messages]).toEqual([UNASKED, []]);
});

test('who finds no room in a quota waits, and others are asked', async () => {
  const two = [await signsUp(ctx), await signsUp(ctx)];
  const other = await signsUp(ctx, 'tips', 'other@southwind.example');
  const perMinute = parsePerMinute('northwind.example=1');
  const { server, stop } = await confirming({}, { perMinute });
  await eventually(async () => expect((await asksOf(other)).asks).toBe(1));
  await stop();
  const asked = await Promise.all(two.map(asksOf));
  expect(asked.toSorted((a, b) => a.asks - b.asks)).toMatchObject([UNASKED, { asks: 1 }]);
  expect(server.messages).toHaveLength(2);
});

test('a sender whom they refuse keeps nobody back whom another one asks', async () => {
  const { news, ...topics } = ctx.house.topics;
  const house = { ...ctx.house, topics: { ...topics, news: { ...news, confirm: 'ana-asks' } } };
  await signsUp({ ...ctx, house }, 'tips');
  await signsUp({ ...ctx, house }, 'news');
  await confirming({ mail: '550 5.7.515 no DMARC' }, { ctx: { ...ctx, house } });
  await eventually(async () =>
    expect((await open()).toSorted((a, b) => (a.of < b.of ? -1 : 1))).toEqual([
      { scope: 'sender', of: 'ana', code: 'sender' },
      { scope: 'sender', of: 'team', code: 'sender' },
    ]),
  );
});

test('who found no room is asked as soon as there is some, and not a whole minute later', async () => {
  const real = asksToConfirm(world);
  const some = await Promise.all(times(6, () => signsUp(real)));
  await confirming({}, { ctx: real, perMinute: parsePerMinute('all=40') });
  await eventually(async () => {
    const asked = await Promise.all(some.map(asksOf));
    expect(asked.filter(({ asks }) => asks === 1)).toHaveLength(some.length);
  });
});
