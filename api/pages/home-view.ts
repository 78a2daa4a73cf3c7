import type { Instant } from '../../core/fact.ts';
import type { Frozen } from '../../core/frozen.ts';
import type { HouseData } from '../../core/house.ts';
import type { HandoffView } from '../../store/handoff-view.ts';
import type { FetchCounts } from '../../store/fetch-counts.ts';
import type { MailView } from '../../store/mails-of.ts';
import type { Faulted, JourneyReport, StageReport } from '../../store/reports.ts';
import { clockOf } from './handoff-view.ts';
import { humanise } from './humanise.ts';
import { sayMailState } from './mail-view.ts';
import { number, percent } from './number.ts';
import { personName } from './person-name.ts';
import { sayFact } from './say-fact.ts';
import { equals, running, type TemporalLinks } from './temporal-links.ts';
import { when } from './when.ts';

export type Shown = Readonly<{
  house: HouseData;
  /** The stages of each journey that can be entered now. */
  current: readonly Readonly<{ journey: string; frozen: Pick<Frozen, 'stages'> }>[];
  temporal: TemporalLinks | undefined;
}>;

const NOBODY = { speaking: 0, parked: 0, wanting: 0, faulted: 0, entered: 0, next: [], ended: [] };
const WAYS_SHOWN = 4;

/** Every journey that somebody has entered, with its stages in the house's order, also those where nobody is. Pure. */
export const journeysView = (reports: readonly JourneyReport[], shown: Shown): readonly object[] =>
  reports.map((report) => {
    const { journey, open } = report;
    const stages = stagesOf(report, shown);
    return {
      id: journey,
      total: open === 1 ? 'one person' : `${number(open)} people`,
      stages: stages.map((stage) => stageView(stage, open, { ...shown, journey })),
    };
  });

/** The journeys that wait for their first person. Pure. */
export const idleJourneys = (reports: readonly JourneyReport[], { current }: Shown): string =>
  current
    .map(({ journey }) => journey)
    .filter((name) => !reports.some(({ journey }) => journey === name))
    .join(', ');

function stagesOf(
  { journey, stages: known }: JourneyReport,
  { house, current }: Shown,
): readonly StageReport[] {
  const now = Object.keys(current.find((one) => one.journey === journey)?.frozen.stages ?? {});
  const names = new Set([...now, ...known.map(({ stage }) => stage)]);
  const order = [...Object.keys(house.stages), ...names].filter((stage) => names.has(stage));
  return [...new Set(order)].map(
    (stage) => known.find((one) => one.stage === stage) ?? { ...NOBODY, stage },
  );
}

function stageView(
  report: StageReport,
  open: number,
  { house, temporal, journey }: Shown & { journey: string },
): object {
  const here = report.speaking + report.parked + report.wanting;
  const ways = [
    ...report.next.map(({ stage, rate }) => ({ to: `→ ${stage}`, rate })),
    ...report.ended.map(({ as, rate }) => ({ to: humanise(as).toLowerCase(), rate })),
  ].toSorted((a, b) => b.rate - a.rate);
  return {
    name: report.stage,
    owner: house.stages[report.stage]?.owner ?? 'marketing',
    here: number(here),
    share: open === 0 ? 0 : Math.round((100 * here) / open),
    entered: number(report.entered),
    ways: ways.slice(0, WAYS_SHOWN).map(({ to, rate }) => ({ to, rate: percent(rate) })),
    url:
      temporal?.query(
        running(`${equals('Journey', journey)} AND ${equals('Stage', report.stage)}`),
      ) ?? null,
  };
}

/** Open handoffs with their clock. Pure. */
export const openHandoffs = (handoffs: readonly HandoffView[], now: Instant): readonly object[] =>
  handoffs.map((handoff) => ({
    id: handoff.id,
    who: personName(handoff.packet.who.email, handoff.packet.who.traits),
    ...clockOf(handoff, now),
    said: [
      handoff.teamName,
      ...handoff.packet.why.slice(0, 1).map(({ sentence, said }) => said ?? sayFact(sentence)),
    ].join(' · '),
  }));

/** Mails that left. Pure. */
export const mailsView = (
  mails: readonly MailView[],
  now: Instant,
  followed: ReadonlyMap<string, FetchCounts> = new Map(),
): readonly object[] =>
  mails.map(({ prospect, email, subject, mail, mindset, ...of }) => ({
    prospect,
    address: email ?? 'somebody who was erased',
    subject: subject ?? mail,
    mail,
    mindset,
    at: when(of.sentAt ?? of.at, now),
    reason: of.reason,
    followed: sayFollowed(followed.get(of.messageId?.slice(1, 41) ?? '')),
    ...sayMailState(of.state),
  }));

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

function sayFollowed({ people, machines }: FetchCounts = { people: 0, machines: 0 }): string {
  return [
    ...(people > 0 ? [`followed ${times(people)}`] : []),
    ...(machines > 0 ? [`fetched by machines ${times(machines)}`] : []),
  ].join(', ');
}

/** Whoever stands still. Pure. */
export const faultedView = (people: readonly Faulted[], now: Instant): readonly object[] =>
  people.map(({ prospect, email, step, code, since }) => ({
    prospect,
    address: email ?? 'somebody who was erased',
    step,
    code,
    at: when(since.getTime(), now),
  }));
