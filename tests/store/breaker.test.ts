import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { watchSending } from '../../relay/watch.ts';
import { openCircuits } from '../../store/circuits.ts';
import { listHolds, placeHold, releaseHold } from '../../store/holds.ts';
import { gatherLog } from '../support/gather-log.ts';
import { times } from './racing.ts';
import { DAY, World } from './world.ts';

let world: World;
let entry: string;
let prospect: string;
beforeAll(async () => {
  world = await World.open();
  prospect = await world.person({ email: 'somebody@gmail.com' });
  entry = await world.entered(prospect);
});
afterAll(() => world.close());
beforeEach(async () => {
  world.later(30);
  for (const { id, releasedAt } of await listHolds(world.ctx))
    if (releasedAt === null) await releaseHold(world.ctx, id, 'test');
  await world.ctx.db.deleteFrom('circuits').execute();
  world.later(1);
});

let visit = 0;
/** So many mails of a sender left an hour ago; answers their Message-IDs. */
async function sent(count: number, sender = 'team'): Promise<readonly string[]> {
  const at = world.now - DAY / 24;
  const rows = times(count, () => ({
    prospect,
    entry,
    step: 'nurture.hello',
    visit: (visit += 1),
    state: 'ACCEPTED' as const,
    mail: 'hello',
    mindset: 'educate',
    topic: 'tips',
    fill_hash: 'x',
    message_id: `<${visit.toString(16).padStart(40, '0')}@perennial.example>`,
    at,
    sent_at: at,
    sender,
  }));
  await world.ctx.db.insertInto('ledger').values(rows).execute();
  return rows.map(({ message_id }) => message_id);
}
/** Of so many of them something came back. */
async function came(kind: string, mails: readonly string[], source: 'smtp' | 'reply' = 'smtp') {
  const rows = mails.map((message_id) => ({
    source,
    ref: randomUUID(),
    kind,
    why: 'test',
    prospect,
    message_id,
    at: world.now,
  }));
  if (rows.length > 0) await world.ctx.db.insertInto('returned').values(rows).execute();
}
const log = gatherLog();
const warned = new Set<string>();
const watch = () => watchSending({ ctx: world.ctx, log }, warned);
const held = async () =>
  (await listHolds(world.ctx))
    .filter(({ releasedAt }) => releasedAt === null)
    .map(({ scope, of, by, reason }) => ({ scope, of, by, reason }))
    .toSorted((a, b) => (a.scope < b.scope ? -1 : 1));

describe('too many complaints', () => {
  test('hold the journey and the sender, with the numbers; once released it counts anew', async () => {
    const mails = await sent(1_900);
    await came('complaint', mails.slice(0, 5));
    await watch();
    expect(await held()).toEqual([]);
    expect(log.lines.map(({ say, facts }) => [say, facts])).toContainEqual([
      'close to being held',
      { scope: 'sender', of: 'team', reason: 'complaints: 5 of 1,900 mails = 0.26 %' },
    ]);
    const before = log.lines.length;
    await watch();
    expect(log.lines).toHaveLength(before);
    await came('complaint', mails.slice(4, 7)); // one of them twice
    await watch();
    const reason = 'complaints: 7 of 1,900 mails = 0.37 %';
    const inForce = [
      { scope: 'journey', of: 'small', by: 'breaker', reason },
      { scope: 'sender', of: 'team', by: 'breaker', reason },
    ];
    expect(await held()).toEqual(inForce);
    await watch();
    expect(await held()).toHaveLength(2);
    for (const { id } of await listHolds(world.ctx)) await releaseHold(world.ctx, id, 'ana');
    await watch();
    expect(await held()).toEqual([]);
    await came('complaint', mails.slice(10, 30)); // of mails from before
    await watch();
    expect(await held()).toEqual([]);
    world.later(0.1);
    await came('complaint', (await sent(600)).slice(0, 3));
    await watch();
    expect((await held()).map(({ reason: why }) => why)).toContain(
      'complaints: 3 of 600 mails = 0.50 %',
    );
  });
});

test('too many bounces hold, also those that the mail server told at once; a person’s hold stays theirs', async () => {
  const { id } = await placeHold(world.ctx, {
    scope: 'journey',
    of: 'small',
    reason: 'mine',
    by: 'ana',
  });
  const mails = await sent(200, 'ana');
  const at = { sent_at: null, state: 'REJECTED' } as const;
  await world.ctx.db
    .updateTable('ledger')
    .set(at)
    .where('message_id', 'in', mails.slice(0, 6))
    .execute();
  await came('hard', mails.slice(0, 6), 'reply');
  await came('hard', mails.slice(6, 10));
  await watch();
  expect(await held()).toEqual([
    { scope: 'journey', of: 'small', by: 'ana', reason: 'mine' },
    { scope: 'sender', of: 'ana', by: 'breaker', reason: 'bounces: 10 of 200 mails = 5.00 %' },
  ]);
  await releaseHold(world.ctx, id, 'ana');
  await watch();
  expect(await held()).toMatchObject([{ scope: 'journey', by: 'breaker' }, { scope: 'sender' }]);
});

test('few mails, soft bounces and what is our own fault hold nobody', async () => {
  await came('hard', (await sent(60)).slice(0, 30));
  const mails = await sent(300, 'ana');
  await came('soft', mails);
  await came('policy', mails.slice(0, 3));
  await watch();
  expect(await held()).toMatchObject([{ scope: 'journey' }]);
  expect(await openCircuits(world.ctx)).toEqual([]);
});

test('mails that come back as against their rules pause the stream of their sender to those mailboxes', async () => {
  const mails = await sent(100);
  await came('policy', mails.slice(0, 4));
  await watch();
  expect(await openCircuits(world.ctx)).toEqual([]);
  await came('block', mails.slice(4, 5));
  await watch();
  await watch();
  expect(await openCircuits(world.ctx)).toMatchObject([
    { scope: 'stream', of: 'team>gmail', code: 'policy', probes: 0 },
  ]);
  await world.ctx.db.updateTable('circuits').set({ closed_at: world.now }).execute();
  await watch();
  expect(await openCircuits(world.ctx)).toEqual([]);
});
