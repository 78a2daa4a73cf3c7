import type { WorkflowHandle } from '@temporalio/client';
import type { Activities } from '../../../activities/activities.ts';
import { finalFailure } from '../../../activities/failure.ts';
import type { Frozen } from '../../../core/frozen.ts';
import type { Handoff, Telling } from '../../../core/state.ts';
import { explain, type Explanation } from '../../../workflows/messages.ts';
import { drip, dripFacts } from '../../support/drip.ts';
import { eventually } from '../../support/eventually.ts';
import { FakeActivities } from '../../support/fake-activities.ts';
import { small } from '../../support/small-journey.ts';
import { beginning, type Stage } from '../../support/stage.ts';

/** A way somebody goes, lived once on a real server; `live` answers whose histories to keep. */
export type Passage = Readonly<{
  name: string;
  journeys: readonly Frozen[];
  activities: () => Activities;
  live: (stage: Stage) => Promise<string>;
}>;

const seen = (handle: WorkflowHandle, fits: (seen: Explanation) => boolean): Promise<void> =>
  eventually(async () => {
    if (!fits(await handle.query(explain))) throw new Error('not yet');
  });
const now = (): number => Date.now();
const told = (entry: string, more: Partial<Telling>): Telling => ({
  kind: 'told',
  entry,
  at: now(),
  ...more,
});
const viewed = { 'did pricing.viewed': { since: 1 }, 'role in "buyer"': { since: 1 } };
const other: Frozen = { ...small, journey: 'other', priority: 9 };
const next = { ...beginning(other, 'nurture.keen', 1), epoch: 1 };
const offered: Handoff = {
  id: '0b5b4f4c-5d6e-4e09-8a55-0d2a7f3c0f11',
  key: 'handoff.offer#3',
  rev: 1,
  state: 'offered',
  until: 4_000_000_000_000,
};

export const passages: readonly Passage[] = [
  {
    name: 'drip',
    journeys: [drip],
    activities: () => new FakeActivities(),
    live: async (stage) => {
      const begin = beginning(drip, 'nurture.security-answers');
      const known = { ...begin, state: { ...begin.state, facts: dripFacts, seq: 3 } };
      const handle = await stage.start(known);
      await handle.result();
      return handle.workflowId;
    },
  },
  {
    name: 'handoffs',
    journeys: [small],
    activities: () => new FakeActivities({ offer: () => ({ kind: 'handoff', handoff: offered }) }),
    live: async (stage) => {
      const begin = beginning(small, 'nurture.keen', 1);
      const handle = await stage.start(begin);
      await seen(handle, ({ until }) => until !== undefined);
      await stage.tell(handle, told(begin.entry, { seq: 1, facts: viewed }));
      await seen(handle, ({ handoff }) => handoff?.state === 'offered');
      const accepted: Handoff = { ...offered, rev: 2, state: 'accepted', rep: 'maria' };
      await stage.tell(handle, told(begin.entry, { handoff: accepted }));
      await seen(handle, ({ at, asked }) => at === 'selling.assist' && asked === undefined);
      await stage.tell(
        handle,
        told(begin.entry, { handoff: { ...accepted, rev: 3, state: 'won' } }),
      );
      await handle.result();
      return handle.workflowId;
    },
  },
  {
    name: 'told',
    journeys: [small],
    activities: () =>
      new FakeActivities({
        touch: (_, nth) =>
          nth === 1 ? { kind: 'held', until: now() + 9e9, by: 'a hold' } : { kind: 'sent' },
      }),
    live: async (stage) => {
      const begin = beginning(small, 'nurture.hello', 1);
      const handle = await stage.start(begin);
      await seen(
        handle,
        ({ asked, waitingFor }) => asked === undefined && waitingFor.includes('hold'),
      );
      await stage.tell(handle, told(begin.entry, {}));
      await seen(handle, ({ at, asked }) => at === 'nurture.keen' && asked === undefined);
      for (let seq = 1; seq <= 15; seq += 1) {
        await stage.tell(handle, told(begin.entry, { seq, facts: { nothing: { since: seq } } }));
        await stage.tell(handle, told('another entry', { seq: 99, facts: viewed }));
      }
      await seen(handle, (one) => one.seq === 15);
      await stage.tell(handle, told(begin.entry, { yield: true }));
      await stage.tell(handle, told(begin.entry, { seq: 16, facts: viewed }));
      await seen(handle, ({ at, asked }) => at === 'handoff.offer' || asked === undefined);
      await seen(handle, ({ at }) => at !== 'nurture.keen');
      return handle.workflowId;
    },
  },
  {
    name: 'hand-over',
    journeys: [small, other],
    activities: () =>
      new FakeActivities({
        moved: ({ entry, todo }) => {
          if (entry !== next.entry) return { kind: 'next', to: next };
          return 'ended' in todo ? { kind: 'gone' } : { kind: 'stays' };
        },
      }),
    live: async (stage) => {
      const begin = { ...beginning(small, 'nurture.done', 1), prospect: next.prospect };
      const handle = await stage.start(begin);
      const newest = stage.client.workflow.getHandle(handle.workflowId);
      await seen(newest, ({ entry, until }) => entry === next.entry && until !== undefined);
      const won = { 'did deal.won': { since: 1 } };
      await stage.tell(newest, told(next.entry, { seq: 1, facts: won }));
      await newest.result();
      return handle.workflowId;
    },
  },
  {
    name: 'faulted',
    journeys: [small],
    activities: () =>
      new FakeActivities({
        touch: (_, nth) => {
          if (nth === 1) throw finalFailure('MAIL_MISSING');
          return { kind: 'sent' };
        },
      }),
    live: async (stage) => {
      const begin = beginning(small, 'nurture.hello', 1);
      const handle = await stage.start(begin);
      await seen(handle, ({ faulted, asked }) => faulted !== undefined && asked === undefined);
      await stage.tell(handle, told(begin.entry, { repair: true }));
      await seen(handle, ({ at, until }) => at === 'nurture.keen' && until !== undefined);
      return handle.workflowId;
    },
  },
];
