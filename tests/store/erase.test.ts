import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerHandoff } from '../../store/answer-handoff.ts';
import { claim } from '../../store/claim.ts';
import { collect } from '../../store/collect.ts';
import { erase } from '../../store/erase.ts';
import { letGo, settle } from '../../store/fence.ts';
import { offer } from '../../store/offer.ts';
import { take } from '../../store/take.ts';
import { only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const gone = (prospect: string) => erase(world.ctx, { prospect, source: 'test' });
const touch = async (run: Run) =>
  only(await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' })), 'claimed');
const TABLES = [
  'prospects',
  'traits',
  'consents',
  'suppressions',
  'events',
  'mailbox',
  'entries',
  'positions',
  'story',
  'ledger',
  'handoffs',
  'tasks',
  'takes',
  'outbox',
  'imported',
] as const;

/** Everything the store holds of anybody, as text. */
async function everything(): Promise<string> {
  const rows = await Promise.all(
    TABLES.map((table) => world.ctx.db.selectFrom(table).selectAll().execute()),
  );
  return JSON.stringify(rows);
}

test('nothing of them is found any more, but that their address must not be written to', async () => {
  const email = 'zelda.fitz@harbour.example';
  const prospect = await world.person({
    email,
    traits: { firstName: 'Zelda', role: 'buyer' },
    zone: 'Asia/Kathmandu',
  });
  const run = await world.run(await world.entered(prospect));
  const { token } = await touch(run);
  await letGo(world.ctx, token, { subject: 'For Zelda alone', templateHash: '' });
  await settle(world.ctx, token, { state: 'ACCEPTED', reply: `250 ok <${email}>` });
  await world.did(prospect, 'demo.requested', { about: 'Zelda’s budget' });
  const asks = (await world.run(run.entry)).asks('handoff.offer', { kind: 'offer' });
  const { handoff } = only(await offer(world.ctx, asks), 'handoff');
  await answerHandoff(world.ctx, handoff.id, {
    verb: 'reject',
    rep: 'rosa',
    reason: 'not-ready',
    note: 'Zelda was rude',
  });
  await take(world.ctx, { prospect, rep: 'rosa', reason: 'Zelda again' });
  expect(await everything()).toMatch(/zelda/i);
  expect(await gone(prospect)).toEqual({ kind: 'done' });
  const left = await everything();
  expect(left).not.toMatch(/zelda|fitz|harbour|kathmandu|budget/i);
  const hash = world.ctx.hashAddress(email);
  expect(left.split(hash)).toHaveLength(2); // once: in the suppressions
  expect(await gone(prospect)).toEqual({ kind: 'already' });
});

test('their journey ends as erased, its run and whoever was asked are told', async () => {
  const run = await world.newcomer();
  const { token } = await touch(run);
  await world.rings();
  await gone(run.prospect);
  expect(await letGo(world.ctx, token, { subject: '', templateHash: '' })).toBe(false);
  expect(await world.entry(run.entry)).toMatchObject({ status: 'closed', ended_as: 'erased' });
  expect(await world.rings()).toMatchObject([{ telling: { entry: run.entry, yield: true } }]);
});

test('the words of a mail server that answers later are not kept', async () => {
  const run = await world.newcomer();
  const { token } = await touch(run);
  await letGo(world.ctx, token, { subject: 'Hello you', templateHash: '' });
  await gone(run.prospect);
  await settle(world.ctx, token, { state: 'ACCEPTED', reply: '250 ok <you@there.example>' });
  expect(await world.ledger(run.prospect)).toMatchObject([
    { state: 'ACCEPTED', reply: null, subject: null },
  ]);
});

test('nothing is taken in of them afterwards, and an event that was waiting is not understood', async () => {
  const { prospect } = await world.newcomer();
  const event = (messageId: string) => ({
    source: 'test',
    messageId: `${prospect}/${messageId}`,
    prospect,
    name: 'identify',
    props: { firstName: 'Late' },
    at: world.now,
  });
  await collect(world.ctx, event('waiting'));
  await gone(prospect);
  expect(await collect(world.ctx, event('late'))).toBe('known');
  await world.fold();
  expect(await everything()).not.toContain('Late');
});

test('the same address is somebody new, and is not written to', async () => {
  const email = 'twice@longfield.example';
  const first = await world.person({ email });
  await gone(first);
  const second = await world.person({ email });
  expect(second).not.toBe(first);
  await expect(world.entered(second)).rejects.toThrow('not-mailable');
});

test('nobody unknown is erased', async () => {
  expect(await gone('00000000-0000-4000-8000-000000000000')).toEqual({ kind: 'unknown' });
});
