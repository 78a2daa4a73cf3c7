import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../store/open.ts';
import { type Run, World } from '../store/world.ts';
import { Desk } from '../support/desk.ts';
import { small } from '../support/small-journey.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { startTestInbox } from '../support/test-inbox.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small);
});
afterAll(() => world.close());

/** A desk whose way to the store leads over a bridge. */
async function acrossBridge(onMail: (bridge: TcpProxy) => void): Promise<Desk> {
  const url = new URL(world.database.url);
  const bridge = await startTcpProxy(url.host);
  url.host = bridge.address;
  const db = openDatabase(url.href);
  const inbox = await startTestInbox({ onMail: () => onMail(bridge) });
  onTestFinished(async () => {
    await inbox.close();
    await db.destroy();
    await bridge.close();
  });
  return Desk.open(world, inbox.url, { ctx: { ...world.ctx, db } });
}

const ledger = async ({ prospect }: Run): Promise<unknown> => (await world.ledger(prospect))[0];

test('a mail whose answer comes while the store is away is settled when the store is back', async () => {
  const run = await world.newcomer();
  const desk = await acrossBridge((bridge) => {
    bridge.cut();
    setTimeout(bridge.mend, 300);
  });
  expect(await desk.ask(run.asks('nurture.hello', { kind: 'touch' }))).toMatchObject({
    kind: 'sent',
  });
  expect(await ledger(run)).toMatchObject({ state: 'ACCEPTED' });
});

test('a store that cannot settle it for a reason of its own is not asked for a minute', async () => {
  const run = await world.newcomer();
  const now = (): number => {
    throw Object.assign(new Error('no'), { code: '23505' });
  };
  let ctx = world.ctx;
  const inbox = await startTestInbox({ onMail: () => (ctx = { ...world.ctx, now }) });
  onTestFinished(() => inbox.close());
  const changing = new Proxy(world.ctx, { get: (_, key) => Reflect.get(ctx, key) as unknown });
  const desk = await Desk.open(world, inbox.url, { ctx: changing });
  const failure = await desk.failure(run.asks('nurture.hello', { kind: 'touch' }));
  expect(failure).toMatchObject({ message: '23505' });
  expect(await ledger(run)).toMatchObject({ state: 'DOT' });
});
