import { describe, expect, test } from 'vitest';
import type { Frozen } from '../../core/frozen.ts';
import type { Handoff, Telling } from '../../core/state.ts';
import { eventually } from '../support/eventually.ts';
import { FakeActivities } from '../support/fake-activities.ts';
import { eventsOf, historiesOf } from '../support/histories.ts';
import { explained, onStage, shownOnce } from '../support/on-stage.ts';
import { small } from '../support/small-journey.ts';
import { beginning, versionOf } from '../support/stage.ts';

const other: Frozen = { ...small, journey: 'other' };
const viewed = (entry: string, seq = 1, more: Partial<Telling> = {}): Telling => ({
  kind: 'told',
  entry,
  at: Date.now(),
  seq,
  facts: { 'did pricing.viewed': { since: Date.now(), last: Date.now() } },
  ...more,
});
/** A passage that waits for years, not milliseconds. */
const patient = (at: string) => beginning(small, at, 1);

describe('a passage', () => {
  test('goes from touch to touch, waits, and is over at its end', async () => {
    const activities = new FakeActivities();
    await onStage({ journeys: [small], activities }, async (stage) => {
      const handle = await stage.start(beginning(small, 'nurture.hello'));
      await handle.result();
    });
    expect(activities.trace).toEqual([
      'touch nurture.hello',
      'moved nurture.keen',
      'touch nurture.story',
      'moved nurture.done',
    ]);
  });

  test('turns where a telling says so, offers, and follows what sales answers', async () => {
    const activities = new FakeActivities({ offer: () => ({ kind: 'handoff', handoff: offered }) });
    await onStage({ journeys: [small], activities }, async (stage) => {
      const begin = patient('nurture.keen');
      const handle = await stage.start(begin);
      await explained(handle, ({ until }) => until !== undefined);
      const role = { since: begin.state.now };
      const { facts } = viewed(begin.entry);
      await stage.tell(
        handle,
        viewed(begin.entry, 1, { facts: { ...facts, 'role in "buyer"': role } }),
      );
      await explained(handle, ({ handoff }) => handoff?.state === 'offered');
      const accepted: Handoff = { ...offered, rev: 2, state: 'accepted', rep: 'maria' };
      await stage.tell(handle, {
        kind: 'told',
        entry: begin.entry,
        at: Date.now(),
        handoff: accepted,
      });
      const seen = await explained(handle, ({ at }) => at === 'selling.assist');
      expect(seen.owner).toBe('sales/maria');
      await handle.terminate();
    });
    expect(activities.trace).toEqual([
      'moved nurture.keen',
      'offer handoff.offer',
      'moved selling.assist',
    ]);
  });

  test('asks an expired offer what became of it when its clock runs out', async () => {
    const soon: Handoff = { ...offered, key: 'handoff.offer#1', until: Date.now() + 1500 };
    const activities = new FakeActivities({
      offer: () => ({ kind: 'handoff', handoff: soon }),
      expire: () => ({ kind: 'handoff', handoff: { ...soon, rev: 2, state: 'expired' } }),
    });
    await onStage({ journeys: [small], activities }, async (stage) => {
      const handle = await stage.start(patient('handoff.offer'));
      const expire = await activities.question(({ todo }) => todo.kind === 'expire');
      expect(expire.todo).toMatchObject({ handoff: soon.id });
      await explained(handle, ({ at }) => at === 'recycle.news');
      await handle.terminate();
    });
  });

  test('gives an activity the whole state but its story', async () => {
    const activities = new FakeActivities();
    await onStage({ journeys: [small], activities }, async (stage) => {
      const begin = patient('nurture.hello');
      const handle = await stage.start(begin);
      await explained(handle, ({ at }) => at === 'nurture.keen');
      await handle.terminate();
      const [first] = activities.asked;
      expect(first).toMatchObject({
        prospect: begin.prospect,
        entry: begin.entry,
        epoch: 0,
        version: begin.version,
        state: { at: 'nurture.hello', n: 1, seq: 0 },
        todo: { kind: 'touch', key: 'nurture.hello#1.1' },
      });
      expect(first?.state).not.toHaveProperty('lines');
    });
  });
});

describe('what it is told', () => {
  test('while a question is under way is heard with the answer', async () => {
    const told = Promise.withResolvers<void>();
    const activities = new FakeActivities({
      touch: () => told.promise.then(() => ({ kind: 'sent' as const })),
    });
    await onStage({ journeys: [small], activities }, async (stage) => {
      const begin = patient('nurture.hello');
      const handle = await stage.start(begin);
      await activities.question(({ todo }) => todo.kind === 'touch');
      await stage.tell(handle, viewed(begin.entry));
      told.resolve();
      const seen = await explained(handle, ({ at }) => at === 'nurture.story');
      expect(seen.seq).toBe(1);
      await handle.terminate();
    });
    expect(activities.trace).toEqual(['touch nurture.hello']);
  });

  test('of a hold released while the touch was still being answered is not forgotten for that answer', async () => {
    const released = Promise.withResolvers<void>();
    const held = { kind: 'held' as const, until: Date.now() + 1e9, by: 'a hold' };
    const activities = new FakeActivities({
      touch: (_, nth) => (nth > 1 ? { kind: 'sent' } : released.promise.then(() => held)),
    });
    await onStage({ journeys: [small], activities }, async (stage) => {
      const begin = patient('nurture.hello');
      const handle = await stage.start(begin);
      await activities.question(({ todo }) => todo.kind === 'touch');
      await stage.tell(handle, { kind: 'told', entry: begin.entry, at: Date.now() });
      released.resolve();
      const seen = await explained(handle, ({ at }) => at === 'nurture.keen');
      expect(seen.lines.map(([, , what]) => what).slice(0, 2)).toEqual(['held', 'sent']);
      await handle.terminate();
    });
  });

  test('of another entry moves nobody and costs four events', async () => {
    const activities = new FakeActivities();
    await onStage({ journeys: [small], activities }, async (stage) => {
      const begin = patient('nurture.keen');
      const handle = await stage.start(begin);
      const before = await explained(handle, ({ until }) => until !== undefined);
      const events = eventsOf(await handle.fetchHistory()).length;
      await stage.tell(handle, viewed('another entry'));
      const after = await eventually(async () => {
        const history = eventsOf(await handle.fetchHistory());
        expect(history.length).toBeGreaterThanOrEqual(events + 4);
        return history;
      });
      expect(after).toHaveLength(events + 4);
      expect(await explained(handle, () => true)).toEqual(before);
      await handle.terminate();
    });
  });

  test('is dropped when it is no telling at all, and nothing breaks', async () => {
    const activities = new FakeActivities();
    await onStage({ journeys: [small], activities }, async (stage) => {
      const begin = patient('nurture.keen');
      const handle = await stage.start(begin);
      await handle.signal('tell');
      await handle.signal('tell', 'nonsense');
      await handle.signal('tell', [
        null,
        { kind: 'told' },
        { kind: 'told', entry: begin.entry, at: 'now' },
      ]);
      await stage.tell(handle, viewed(begin.entry));
      const seen = await explained(handle, ({ at }) => at === 'nurture.story');
      expect(seen.faulted).toBeUndefined();
      await handle.terminate();
    });
  });

  test('a hundred times, through many runs, is heard to the last', async () => {
    const activities = new FakeActivities();
    await onStage({ journeys: [small], activities }, async (stage) => {
      const begin = patient('nurture.keen');
      const handle = await stage.start(begin);
      const late = { 'did nothing': { since: 1 } };
      for (let round = 0; round < 10; round += 1) {
        const seqs = Array.from({ length: 10 }, (_, i) => round * 10 + i + 1);
        await Promise.all(
          seqs.map((seq) => stage.tell(handle, viewed(begin.entry, seq, { facts: late }))),
        );
      }
      const seen = await explained(handle, ({ seq }) => seq === 100);
      expect(seen).toMatchObject({ at: 'nurture.keen', facts: late });
      const runs = await historiesOf(stage.client, handle.workflowId);
      expect(runs.length).toBeGreaterThan(1);
      const told = runs.flatMap(eventsOf).filter((e) => e.workflowExecutionSignaledEventAttributes);
      expect(told).toHaveLength(100);
      await handle.terminate();
    });
  });
});

describe('when the store hands over', () => {
  test('it goes on as the next entry, with memo, attributes and what was told for it meanwhile', async () => {
    const next = { ...beginning(other, 'nurture.keen', 1), epoch: 1 };
    const told = Promise.withResolvers<void>();
    const activities = new FakeActivities({
      moved: ({ entry }) =>
        entry === next.entry
          ? { kind: 'stays' }
          : told.promise.then(() => ({ kind: 'next' as const, to: next })),
    });
    await onStage({ journeys: [small, other], activities }, async (stage) => {
      const begin = { ...patient('nurture.done'), prospect: next.prospect };
      const handle = await stage.start(begin);
      await activities.question(({ todo }) => todo.kind === 'moved');
      await stage.tell(handle, viewed(begin.entry, 7), viewed(next.entry, 1));
      told.resolve();
      const newest = stage.client.workflow.getHandle(handle.workflowId);
      const seen = await explained(newest, ({ at }) => at === 'nurture.story');
      expect(seen).toMatchObject({
        entry: next.entry,
        epoch: 1,
        seq: 1,
        version: versionOf(other),
      });
      const shown = await shownOnce(newest, ({ Step }) => Step === 'nurture.story');
      expect(shown).toMatchObject({ Journey: 'other', Stage: 'nurture', Owner: 'marketing' });
      expect((await newest.describe()).memo).toEqual({ entry: next.entry, epoch: 1 });
      await newest.terminate();
    });
  });

  test('it is over when the answer is gone, whatever it was about to do', async () => {
    const activities = new FakeActivities({ touch: () => ({ kind: 'gone' }) });
    await onStage({ journeys: [small], activities }, async (stage) => {
      const handle = await stage.start(patient('nurture.hello'));
      await handle.result();
      expect((await handle.describe()).status.name).toBe('COMPLETED');
    });
    expect(activities.trace).toEqual(['touch nurture.hello']);
  });

  test('a telling to yield makes it ask before anything else', async () => {
    const activities = new FakeActivities({
      moved: (_, nth) => ({ kind: nth > 1 ? 'gone' : 'stays' }),
    });
    await onStage({ journeys: [small], activities }, async (stage) => {
      const begin = patient('nurture.keen');
      const handle = await stage.start(begin);
      await explained(handle, ({ until }) => until !== undefined);
      await stage.tell(handle, { kind: 'told', entry: begin.entry, at: Date.now(), yield: true });
      await handle.result();
    });
    expect(activities.trace).toEqual(['moved nurture.keen', 'moved nurture.keen']);
  });
});

const offered: Handoff = {
  id: '0b5b4f4c-5d6e-4e09-8a55-0d2a7f3c0f11',
  key: 'handoff.offer#3',
  rev: 1,
  state: 'offered',
  until: Date.now() + 86_400_000,
};
