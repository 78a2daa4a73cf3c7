import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../core/state.ts';
import { type Claimed, claim } from '../../store/claim.ts';
import { letGo, settle } from '../../store/fence.ts';
import { moved } from '../../store/moved.ts';
import type { Unsure } from '../../store/unsure.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { small } from '../support/small-journey.ts';
import { flash, trial } from './journeys.ts';
import { DAY, only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash, trial);
});
afterAll(() => world.close());

const sent = { subject: 'Hello', templateHash: 'abc' };
const touch = (run: Run, at = 'nurture.hello', visit = 1): Promise<Answer | Claimed | Unsure> =>
  claim(world.ctx, run.asks(at, { kind: 'touch' }, { visit }));
const claimed = async (run: Run, at = 'nurture.hello', visit = 1) =>
  only(await touch(run, at, visit), 'claimed');
/** The whole of a mail that goes out. */
async function mailed(run: Run, at = 'nurture.hello', visit = 1): Promise<Claimed> {
  const mail = await claimed(run, at, visit);
  expect(await letGo(world.ctx, mail.token, sent)).toBe(true);
  await settle(world.ctx, mail.token, { state: 'ACCEPTED', reply: '250 ok' });
  return mail;
}
/** Somebody who has just started a trial. */
async function starter(traits: Record<string, unknown> = { role: 'buyer' }): Promise<Run> {
  const prospect = await world.person({
    traits,
    consents: [
      { topic: 'tips', basis: 'consent', source: 'form' },
      { topic: 'receipts', basis: 'contract', source: 'shop' },
    ],
  });
  await world.did(prospect, 'trial.started', { plan: 'team' });
  const ring = (await world.rings()).find((one) => one.prospect === prospect);
  return world.run(only(ring ?? { kind: 'none' }, 'start').entry);
}

test('a claim has all that a mail needs, and names it by its place and not by its person', async () => {
  const run = await starter();
  const mail = await claimed(run, 'nurture.first', 2);
  expect(mail).toMatchObject({
    prospect: run.prospect,
    mail: 'first',
    mindset: 'convert',
    topic: 'tips',
    person: { role: 'buyer' },
    account: { domain: 'northwind.example' },
    fill: { plan: 'team', role: 'buyer', year: 2026 },
  });
  expect(mail.to).toMatch(/@northwind\.example$/);
  expect(mail.messageId).toMatch(/^<[0-9a-f]{40}@perennial\.example>$/);
  expect(mail.date % 1000).toBe(0);
  expect(await world.ledger(run.prospect)).toMatchObject([
    { state: 'CLAIMED', attempt: 1, token: mail.token, mail: 'first' },
  ]);
});

test('a mail that left is sent, whoever asks again, and never claimed twice', async () => {
  const run = await world.newcomer();
  await mailed(run);
  expect(await touch(run)).toEqual({ kind: 'sent', at: world.now });
  expect(await world.ledger(run.prospect)).toMatchObject([
    {
      state: 'ACCEPTED',
      sent_at: world.now,
      subject: 'Hello',
      template_hash: 'abc',
      reply: '250 ok',
    },
  ]);
  expect(await world.story(run.prospect)).toEqual([
    'consented',
    'entered nurture.hello',
    'sent nurture.hello',
  ]);
});

test('a claim whose attempt died is taken over: the same mail, and only the new attempt may send it', async () => {
  const run = await world.newcomer();
  const first = await claimed(run);
  world.later(0.01);
  const second = await claimed(run);
  expect({ ...second, token: '', attempt: 1 }).toEqual({ ...first, token: '', attempt: 1 });
  expect(await letGo(world.ctx, first.token, sent)).toBe(false);
  expect(await letGo(world.ctx, second.token, sent)).toBe(true);
  expect(await letGo(world.ctx, second.token, sent)).toBe(false);
  expect(await world.ledger(run.prospect)).toMatchObject([{ attempt: 2 }]);
});

test('bytes that were let go by somebody who died may have arrived: unsure, and never claimed without more ado', async () => {
  const run = await world.newcomer();
  const { token, messageId } = await claimed(run);
  await letGo(world.ctx, token, sent);
  const unsure = { token, messageId, letGoAt: world.now, since: world.now, ifUnsure: 'hold' };
  expect(only(await touch(run), 'unsure')).toMatchObject(unsure);
  expect(only(await touch(run), 'unsure')).toMatchObject(unsure);
  expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'UNKNOWN' }]);
  await settle(world.ctx, token, { state: 'ACCEPTED', reply: '250 after all' });
  only(await touch(run), 'sent');
});

test('a mail that was put off leaves later, as a mail of that day', async () => {
  const run = await world.newcomer();
  const first = await claimed(run);
  await settle(world.ctx, first.token, { state: 'DEFERRED', reply: '450 busy' });
  world.later(1);
  const second = await claimed(run);
  expect(second.messageId).toBe(first.messageId);
  expect(second.date).toBe(first.date + DAY);
});

test('a refusal of the mail server is final, whether it came before the last bytes or after', async () => {
  for (const goes of [false, true]) {
    const run = await world.newcomer();
    const { token } = await claimed(run);
    if (goes) await letGo(world.ctx, token, sent);
    await settle(world.ctx, token, { state: 'REJECTED', reply: '550 no such user' });
    only(await touch(run), 'refused');
    expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'REJECTED', sent_at: null }]);
    expect(JSON.stringify(await world.story(run.prospect))).not.toContain('550');
  }
});

test('an attempt that lost its row settles nothing', async () => {
  const run = await world.newcomer();
  const { token } = await claimed(run);
  await unsubscribe(world.ctx, { prospect: run.prospect, source: 'test' });
  expect(await letGo(world.ctx, token, sent)).toBe(false);
  await settle(world.ctx, token, { state: 'ACCEPTED', reply: '250' });
  expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'REVOKED' }]);
});

test('somebody whose facts moved on is told them first', async () => {
  const run = await world.newcomer();
  await world.did(run.prospect, 'pricing.viewed');
  const stale = only(await touch(run), 'stale');
  expect(stale.seq).toBe(1);
  expect(stale.facts).toHaveProperty(['did pricing.viewed']);
  only(await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' }, { seq: 1 })), 'claimed');
});

test('a stronger journey that waits speaks first', async () => {
  const run = await world.newcomer();
  await world.entered(run.prospect, 'flash');
  expect((await touch(run)).kind).toBe('yield');
});

test('nobody is written to without consent, nor at a suppressed address, and the story says why', async () => {
  const run = await starter();
  await world.ctx.db
    .updateTable('consents')
    .set({ expires_at: world.now })
    .where('prospect', '=', run.prospect)
    .execute();
  expect(only(await touch(run, 'nurture.first', 2), 'skipped').reason).toBe('consent expired');
  expect(only(await touch(run, 'nurture.first', 2), 'skipped').reason).toBe('consent expired');
  const other = await starter();
  await world.person({
    email: (await claimed(other, 'nurture.first', 2)).to,
    suppress: { reason: 'bounced' },
  });
  expect(only(await touch(other, 'nurture.first', 2), 'skipped').reason).toBe(
    'suppressed: bounced',
  );
  expect(await world.story(other.prospect)).toContain('skipped nurture.first suppressed: bounced');
});

test('a slot that nothing fills is not sent empty', async () => {
  const run = await starter({});
  expect(only(await touch(run, 'nurture.first', 2), 'skipped').reason).toContain('‘role’');
});

test('the first mail answers what they did; the next ones keep the gap and the cap', async () => {
  const prospect = await world.person({ traits: { role: 'buyer' } });
  const before = await world.run(await world.entered(prospect));
  await mailed(before);
  only(
    await moved(world.ctx, before.asks('nurture.done', { kind: 'moved', ended: 'done' })),
    'gone',
  );
  await world.did(prospect, 'trial.started', { plan: 'team' });
  await world.did(prospect, 'pricing.viewed');
  const open = await world.ctx.db
    .selectFrom('entries')
    .select('id')
    .where('prospect', '=', prospect)
    .where('status', '=', 'speaking')
    .executeTakeFirstOrThrow();
  const run = await world.run(open.id);
  await mailed(run, 'nurture.first', 2);
  const deferred = only(await touch(run, 'nurture.second', 3), 'deferred');
  expect(deferred).toMatchObject({
    until: world.now + DAY,
    reason: 'too soon after the last mail',
  });
  world.later(0.5);
  only(await touch(run, 'nurture.second', 3), 'deferred');
  const story = await world.story(prospect);
  expect(story.filter((line) => line.startsWith('deferred'))).toHaveLength(1);
  world.later(0.5);
  await mailed(run, 'nurture.second', 3);
  expect(only(await touch(run, 'nurture.first', 5), 'skipped').reason).toBe('seen before');
});

test('the fourth mail of a week waits; a service mail neither waits nor counts', async () => {
  const run = await starter();
  await world.did(run.prospect, 'pricing.viewed');
  const known = await world.run(run.entry);
  const first = world.now;
  await mailed(known, 'nurture.first', 2);
  world.later(1);
  await mailed(known, 'nurture.second', 3);
  await world.ctx.db
    .updateTable('ledger')
    .set({ topic: 'receipts' })
    .where('step', '=', 'nurture.second')
    .execute();
  for (const visit of [4, 5]) {
    world.later(1);
    await world.ctx.db
      .updateTable('ledger')
      .set({ fill_hash: `other ${visit}` })
      .where('prospect', '=', run.prospect)
      .execute();
    await mailed(known, 'nurture.second', visit);
  }
  world.later(1);
  await world.ctx.db
    .updateTable('ledger')
    .set({ fill_hash: 'another' })
    .where('prospect', '=', run.prospect)
    .execute();
  const waits = only(await touch(known, 'nurture.second', 6), 'deferred');
  expect(waits).toMatchObject({ until: first + 7 * DAY, reason: '3 mails in the last week' });
  only(await touch(known, 'nurture.receipt', 7), 'claimed');
});

test('a mail is not repeated within half a year, in whatever journey; with other words it is another mail', async () => {
  const prospect = await world.person();
  const once = async () => {
    const run = await world.run(await world.entered(prospect));
    const answer = await touch(run);
    if (answer.kind === 'claimed') await letGo(world.ctx, answer.token, sent);
    await moved(world.ctx, run.asks('nurture.done', { kind: 'moved', ended: 'done' }));
    return answer.kind;
  };
  expect(await once()).toBe('claimed');
  world.later(100);
  expect(await once()).toBe('skipped');
  world.later(79);
  await world.ctx.db
    .updateTable('ledger')
    .set({ fill_hash: 'other words' })
    .where('prospect', '=', prospect)
    .execute();
  expect(await once()).toBe('claimed');
  world.later(181);
  expect(await once()).toBe('claimed');
});

test('a row that is claimed anew says of the mail what holds now', async () => {
  const run = await world.newcomer();
  const { token } = await claimed(run);
  const [first] = await world.ledger(run.prospect);
  const old = { mail: 'old', mindset: 'old', topic: 'old', sender: 'old', fill_hash: 'old' };
  await world.ctx.db
    .updateTable('ledger')
    .set({ ...old, state: 'REVOKED', at: 0, date: 0 })
    .where('token', '=', token)
    .execute();
  const again = await claimed(run);
  expect(await world.ledger(run.prospect)).toEqual([{ ...first, token: again.token, attempt: 2 }]);
});

test('an entry never says a mail twice, however long ago and at whichever visit it was', async () => {
  const run = await world.newcomer();
  await mailed(run);
  world.later(200);
  expect(only(await touch(run, 'nurture.hello', 2), 'skipped').reason).toBe('seen before');
  only(await touch(run), 'sent');
});

test('its own condition rules a mail out; its own sender signs it', async () => {
  const run = await starter();
  world.later(2);
  expect(only(await touch(run, 'nurture.second', 3), 'skipped').reason).toBe(
    'its own condition does not hold',
  );
  const other = await starter();
  await world.did(other.prospect, 'pricing.viewed');
  world.later(2);
  const mail = await claimed(await world.run(other.entry), 'nurture.second', 3);
  expect(mail.from).toBe('ana');
  expect(mail.messageId).toMatch(/@people\.perennial\.example>$/);
});

test('a rest pauses selling, not speaking', async () => {
  const run = await starter();
  await world.ctx.db
    .updateTable('prospects')
    .set({ rest_until: world.now + DAY })
    .where('id', '=', run.prospect)
    .execute();
  expect(only(await touch(run, 'nurture.first', 2), 'skipped').reason).toContain('rest');
  const other = await world.newcomer();
  await world.ctx.db
    .updateTable('prospects')
    .set({ rest_until: world.now + DAY })
    .where('id', '=', other.prospect)
    .execute();
  only(await touch(other), 'claimed');
});
