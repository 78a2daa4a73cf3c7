import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import type { Frozen } from '../../core/frozen.ts';
import type { Fact } from '../../core/fact.ts';
import type { Telling } from '../../core/state.ts';
import { FakeActivities } from '../support/fake-activities.ts';
import { explained, onStage, shownOnce } from '../support/on-stage.ts';
import { small } from '../support/small-journey.ts';
import { beginning } from '../support/stage.ts';

const patient = (at: string) => beginning(small, at, 1);
const repair = (entry: string): Telling => ({
  kind: 'told',
  entry,
  at: Date.now(),
  repair: true,
  seq: 9,
  facts: { 'did pricing.viewed': { since: 1 } },
});

test('an event that breaks the core parks the entry, tells the store why, and shows it', async () => {
  const activities = new FakeActivities();
  await onStage({ journeys: [small], activities }, async (stage) => {
    const begin = patient('nurture.keen');
    const handle = await stage.start(begin);
    await explained(handle, ({ until }) => until !== undefined);
    const poison = { 'did deal.won': null as unknown as Fact };
    await stage.tell(handle, {
      kind: 'told',
      entry: begin.entry,
      at: Date.now(),
      seq: 1,
      facts: poison,
    });
    const told = await activities.question(
      ({ todo }) => todo.kind === 'moved' && 'faulted' in todo,
    );
    expect(told.todo).toMatchObject({ kind: 'moved', faulted: 'bug' });
    const shown = await shownOnce(handle, ({ Faulted }) => Faulted === true);
    expect(shown).toMatchObject({ WaitingFor: 'repair: bug', Step: 'nurture.keen' });
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await handle.terminate();
  });
});

test('a repair frees it, and it goes on with what it is told', async () => {
  const activities = new FakeActivities();
  await onStage({ journeys: [small], activities }, async (stage) => {
    const begin = patient('nurture.keen');
    const handle = await stage.start(begin);
    const poison = { 'did deal.won': null as unknown as Fact };
    await stage.tell(handle, {
      kind: 'told',
      entry: begin.entry,
      at: Date.now(),
      seq: 1,
      facts: poison,
    });
    await explained(handle, ({ faulted }) => faulted === 'bug');
    await stage.tell(handle, repair(begin.entry));
    const seen = await explained(handle, ({ at }) => at === 'nurture.story');
    expect(seen.faulted).toBeUndefined();
    expect(await shownOnce(handle, ({ Step }) => Step === 'nurture.story')).not.toHaveProperty(
      'Faulted',
    );
    await handle.terminate();
  });
});

test('a walk in a circle parks it', async () => {
  const round: Frozen = {
    ...small,
    steps: {
      ...small.steps,
      'nurture.keen': { kind: 'to', next: 'nurture.fork' },
      'nurture.fork': { kind: 'to', next: 'nurture.keen' },
    },
  };
  const activities = new FakeActivities();
  await onStage({ journeys: [round], activities }, async (stage) => {
    const handle = await stage.start(beginning(round, 'nurture.keen', 1));
    await explained(handle, ({ faulted, asked }) => faulted === 'circle' && asked === undefined);
    await handle.terminate();
  });
  expect(activities.asked).toMatchObject([{ todo: { kind: 'moved', faulted: 'circle' } }]);
});

test('a question that will never be answered parks it with its code, and a repair asks again', async () => {
  let broken = true;
  const activities = new FakeActivities({
    touch: () => {
      if (broken) throw ApplicationFailure.nonRetryable('no-such-mail', 'no-such-mail');
      return { kind: 'sent' };
    },
  });
  await onStage({ journeys: [small], activities }, async (stage) => {
    const begin = patient('nurture.hello');
    const handle = await stage.start(begin);
    await explained(
      handle,
      ({ faulted, asked }) => faulted === 'no-such-mail' && asked === undefined,
    );
    broken = false;
    await stage.tell(handle, repair(begin.entry));
    await explained(handle, ({ at }) => at === 'nurture.story');
    await handle.terminate();
  });
  expect(activities.trace).toEqual([
    'touch nurture.hello',
    'moved nurture.hello',
    'touch nurture.hello',
  ]);
});

test('not even the store hears of it when the very question fails that would tell; nothing goes round for ever', async () => {
  const activities = new FakeActivities({
    moved: () => {
      throw ApplicationFailure.nonRetryable('no-such-entry', 'no-such-entry');
    },
  });
  await onStage({ journeys: [small], activities }, async (stage) => {
    const handle = await stage.start(patient('nurture.keen'));
    await explained(handle, ({ faulted }) => faulted === 'no-such-entry');
    await handle.terminate();
  });
  expect(activities.trace).toEqual(['moved nurture.keen']);
});

test('an activity that fails for now is asked again until it answers', async () => {
  const activities = new FakeActivities({
    touch: (_, nth) => {
      if (nth === 1)
        throw ApplicationFailure.create({ message: 'ECONNREFUSED', nextRetryDelay: 10 });
      return { kind: 'sent' };
    },
  });
  await onStage({ journeys: [small], activities }, async (stage) => {
    const handle = await stage.start(patient('nurture.hello'));
    await explained(handle, ({ at }) => at === 'nurture.keen');
    await handle.terminate();
  });
  expect(activities.trace.slice(0, 2)).toEqual(['touch nurture.hello', 'touch nurture.hello']);
});
