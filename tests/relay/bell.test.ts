import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepNamespace } from '../../relay/sweep.ts';
import { leave } from '../../store/leave.ts';
import { eventually } from '../support/eventually.ts';
import { RelayWorld, runOf, startedAs, toldOf } from '../support/relay-world.ts';
import { small } from '../support/small-journey.ts';

const urgent = { ...small, journey: 'urgent', priority: 5 };

describe('the bell', () => {
  let world: RelayWorld;
  let client: Client;
  beforeAll(async () => {
    world = await RelayWorld.open([small, urgent]);
    client = world.temporal();
    world.relay(client);
  });
  afterAll(() => world.close());

  it('starts the workflow of whoever enters, named and found by what it is about', async () => {
    const prospect = await world.person();
    const entry = await world.enter(prospect, 'small');
    await world.quiet();
    const run = await runOf(client, prospect);
    expect(run).toMatchObject({ type: 'prospect', memo: { entry, epoch: 1 } });
    const shown = run.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]);
    expect(Object.fromEntries(shown)).toMatchObject({ Journey: 'small', Stage: 'nurture' });
  });

  it('tells what the fold has learned, and nothing that changes nothing', async () => {
    const prospect = await world.person();
    const entry = await world.enter(prospect, 'small');
    await world.did(prospect, 'pricing.viewed');
    await world.quiet();
    await world.did(prospect, 'guide.downloaded');
    await world.quiet();
    const told = await toldOf(client, prospect);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ entry, seq: 1, facts: { 'did pricing.viewed': {} } });
  });

  it('rings one person’s news in the order in which it came', async () => {
    const prospect = await world.person();
    await world.enter(prospect, 'small');
    for (let i = 0; i < 5; i += 1) {
      await world.did(prospect, 'pricing.viewed');
      await world.folded();
    }
    await world.quiet();
    const seqs = (await toldOf(client, prospect)).map(({ seq }) => seq);
    expect(seqs).toEqual([1, 2, 3, 4, 5]);
  });

  it('starts again whoever speaks and is not found, from where the store has them, with the next epoch', async () => {
    const prospect = await world.person();
    const entry = await world.enter(prospect, 'small');
    await world.quiet();
    await client.workflow.getHandle(`prospect/${prospect}`).terminate('lost');
    await world.did(prospect, 'pricing.viewed');
    await eventually(async () =>
      expect((await runOf(client, prospect)).status.name).toBe('RUNNING'),
    );
    const begin = await startedAs(client, prospect);
    expect(begin).toMatchObject({ entry, epoch: 2 });
    expect(begin.state.facts).toHaveProperty('did pricing.viewed');
    await world.quiet();
  });

  it('takes “not found” as an answer for whoever has ended', async () => {
    const prospect = await world.person();
    await world.enter(prospect, 'small');
    await world.quiet();
    await client.workflow.getHandle(`prospect/${prospect}`).terminate('over');
    await leave(world.ctx, { prospect, reason: 'done' });
    await world.quiet();
    expect((await runOf(client, prospect)).status.name).toBe('TERMINATED');
  });

  it('lets an entry wait while another one’s run is still closing, and its news behind it', async () => {
    const prospect = await world.person();
    await world.enter(prospect, 'small');
    await world.quiet();
    await leave(world.ctx, { prospect, reason: 'done' });
    const entry = await world.enter(prospect, 'urgent');
    await world.did(prospect, 'pricing.viewed');
    const queue = await eventually(async () => {
      const rows = await world.waiting(prospect);
      expect(rows[0]?.tries).toBeGreaterThan(1);
      expect(rows).toHaveLength(2);
      return rows;
    });
    expect(queue).toMatchObject([
      { kind: 'start', entry },
      { kind: 'tell', entry, tries: 0 },
    ]);
    await client.workflow.getHandle(`prospect/${prospect}`).terminate('closed');
    await world.quiet();
    expect((await runOf(client, prospect)).memo).toEqual({ entry, epoch: 2 });
    expect(await toldOf(client, prospect)).toHaveLength(1);
  });
});

describe('a start that was answered and not written down', () => {
  let world: RelayWorld;
  beforeAll(async () => {
    world = await RelayWorld.open([small]);
  });
  afterAll(() => world.close());

  it('finds its own run and leaves it alone', async () => {
    const client = await world.ready();
    const { namespace } = client.options;
    await sweepNamespace({ ctx: world.ctx, client, namespace, log: world.log }); // a first look would start everybody
    const prospect = await world.person();
    const entry = await world.enter(prospect, 'small');
    await world.startAndDie(client);
    const before = await runOf(client, prospect);
    expect(await world.waiting(prospect)).toMatchObject([{ kind: 'start', entry }]);
    const relay = world.relay(client);
    await world.quiet();
    await relay.stop();
    expect((await runOf(client, prospect)).runId).toBe(before.runId);
  });

  it('ends a run of an earlier epoch, which may write nothing any more', async () => {
    const client = await world.ready();
    const prospect = await world.person();
    const entry = await world.enter(prospect, 'small');
    await world.startAndDie(client);
    const before = await runOf(client, prospect);
    await world.nextEpoch(prospect);
    const relay = world.relay(client);
    await world.quiet();
    await relay.stop();
    const after = await runOf(client, prospect);
    expect(after.runId).not.toBe(before.runId);
    expect(after.memo).toEqual({ entry, epoch: 2 });
  });
});
