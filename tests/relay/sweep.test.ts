import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { worldValue } from '../../store/sweep.ts';
import { eventually } from '../support/eventually.ts';
import { RelayWorld, runOf, startedAs, toldOf } from '../support/relay-world.ts';
import { small } from '../support/small-journey.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

const urgent = { ...small, journey: 'urgent', priority: 5 };

describe('when Temporal is not what it was', () => {
  let world: RelayWorld;
  beforeEach(async () => {
    world = await RelayWorld.open([small, urgent]);
  });
  afterEach(() => world.close());

  const enterSome = async (count: number): Promise<Map<string, string>> => {
    const entries = new Map<string, string>();
    for (let i = 0; i < count; i += 1) {
      const prospect = await world.person();
      entries.set(prospect, await world.enter(prospect, 'small'));
    }
    return entries;
  };

  it('starts everyone again, once, in a Temporal that knows nobody', async () => {
    const entries = await enterSome(7);
    const first = world.relay(world.temporal());
    await world.quiet();
    await first.stop();
    const empty = world.temporal();
    world.relay(empty);
    for (const [prospect, entry] of entries) {
      const { memo } = await eventually(() => runOf(empty, prospect));
      expect(memo).toEqual({ entry, epoch: 2 });
    }
    await world.quiet();
    expect(await empty.workflow.count('WorkflowType="prospect"')).toMatchObject({ count: 7 });
  });

  it('does all of it again when it dies before it has remembered which Temporal that was', async () => {
    await enterSome(3);
    const client = world.temporal();
    const relay = world.relay(client);
    await world.quiet();
    await relay.stop();
    await world.ctx.db.deleteFrom('world').execute();
    world.relay(client);
    await eventually(async () => {
      expect(await worldValue(world.ctx, 'temporal.namespace.id')).toBeDefined();
    });
    await world.quiet();
    expect(await client.workflow.count('ExecutionStatus="Running"')).toMatchObject({ count: 3 });
  });

  it('loses nothing while Temporal is away, however long', async () => {
    const proxy = await startTcpProxy(inject('temporalAddress'));
    try {
      const client = world.temporal(proxy.address);
      world.relay(client);
      const [prospect = ''] = [...(await enterSome(1)).keys()];
      await world.quiet();
      proxy.cut();
      await world.did(prospect, 'pricing.viewed');
      const later = [...(await enterSome(3)).keys()];
      await world.folded();
      await eventually(() => {
        expect(world.log.lines.map(({ say }) => say)).toContain('bell: failed, trying again');
      });
      expect(await world.waiting(prospect)).toMatchObject([{ kind: 'tell', tries: 0 }]);
      proxy.mend();
      await world.quiet();
      expect(await toldOf(client, prospect)).toHaveLength(1);
      for (const one of later) expect((await runOf(client, one)).status.name).toBe('RUNNING');
    } finally {
      await proxy.close();
    }
  });

  it('finds whoever was not heard of for long and has no workflow, and nobody else', async () => {
    const client = world.temporal();
    const relay = world.relay(client);
    const [gone = '', there = ''] = [...(await enterSome(2)).keys()];
    await world.quiet();
    await relay.stop();
    await client.workflow.getHandle(`prospect/${gone}`).terminate('by accident');
    const before = await runOf(client, there);
    world.relay(client, { unheard: 0 });
    await eventually(async () => expect((await runOf(client, gone)).status.name).toBe('RUNNING'));
    expect((await startedAs(client, gone)).epoch).toBe(2);
    await world.quiet();
    expect((await runOf(client, there)).runId).toBe(before.runId);
  });

  it('does not forget that somebody stronger waits when the word of it is lost', async () => {
    const client = world.temporal();
    world.relay(client);
    const prospect = await world.person();
    await world.enter(prospect, 'small');
    await world.quiet();
    await client.workflow.getHandle(`prospect/${prospect}`).terminate('lost');
    await world.enter(prospect, 'urgent');
    await world.quiet();
    expect((await startedAs(client, prospect)).state.yield).toBe(true);
  });
});

describe('when the date has come that somebody waits for', () => {
  it('asks whoever speaks meanwhile who is next, and asks once', async () => {
    const world = await RelayWorld.open([small, urgent]);
    try {
      const client = await world.ready();
      world.relay(client, { every: { namespace: 60_000, unheard: 60_000, dates: 50 } });
      const prospect = await world.person();
      const speaking = await world.enter(prospect, 'small');
      const waiting = await world.enter(prospect, 'urgent');
      await world.quiet();
      const before = (await toldOf(client, prospect)).length;
      const parked = { status: 'parked' as const, wants_at: Date.now() + 400 };
      const row = world.ctx.db.updateTable('entries').set(parked).where('id', '=', waiting);
      await row.execute();
      await eventually(async () => {
        const told = (await toldOf(client, prospect)).slice(before);
        expect(told).toMatchObject([{ entry: speaking, yield: true }]);
        expect(told[0]?.at).toBeGreaterThanOrEqual(parked.wants_at);
      });
      await world.quiet();
      expect(await toldOf(client, prospect)).toHaveLength(before + 1);
    } finally {
      await world.close();
    }
  });
});
