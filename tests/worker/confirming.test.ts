import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { confirmConsent } from '../../store/confirm-consent.ts';
import type { Ctx } from '../../store/ctx.ts';
import type { MailMode } from '../../mail/address.ts';
import { startConfirming } from '../../worker/confirming.ts';
import { loadProject, textMail } from '../mail/mail-project.ts';
import { type Script, startScripted } from '../mail/smtp-script.ts';
import { asksToConfirm, signsUp } from '../store/confirming.ts';
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

const WORDS = "Hello {{ person.firstName | default: 'there' }}, was it you? {{ confirm }}";
async function confirming(script: Script = {}, mode: MailMode = { kind: 'own-inbox' }) {
  const server = await startScripted(script);
  const templates = await loadProject({ mails: { 'please-confirm': textMail(WORDS) } });
  const log = gatherLog();
  const given = { ctx, templates, links, smtp: server.url, mode, log };
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

test('whom the mail server does not know is never asked again; their address stays out of the log', async () => {
  const prospect = await signsUp(ctx);
  const { log, server } = await confirming({
    rcpt: '550 5.1.1 <nobody@northwind.example> unknown',
  });
  await eventually(async () => expect((await asksOf(prospect)).asks).toBe(2));
  expect(server.messages).toEqual([]);
  expect(JSON.stringify(log.lines)).not.toContain('northwind');
});

test('safe mode asks nobody, and nobody is counted as asked', async () => {
  const prospect = await signsUp(ctx);
  const { server, stop } = await confirming({}, { kind: 'listed', allowed: ['@else.example'] });
  await stop();
  expect([await asksOf(prospect), server.messages]).toEqual([{ asks: 0, asked_at: null }, []]);
});
