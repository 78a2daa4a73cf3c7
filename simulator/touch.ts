import { type Circumstances, judge, type Verdict } from '../core/arbiter.ts';
import { canonical } from '../core/canonical.ts';
import { holds } from '../core/fact.ts';
import type { FillValue, SeriesStep, TouchStep } from '../core/frozen.ts';
import { windowOpensAt } from '../core/house-hours.ts';
import { latest } from '../core/knowledge.ts';
import { lengthOf } from '../core/length.ts';
import { isRightAfterEntry } from '../core/right-after-entry.ts';
import type { Answer, Question } from '../core/state.ts';
import { uselessAt } from '../core/useless.ts';
import { type Ctx, houseCalendar } from './ctx.ts';
import { usurperOf } from './entries.ts';
import { knownOf } from './known.ts';
import type { Entry, Row } from './records.ts';
import { whyAt } from './why.ts';

type Touching = Readonly<{
  q: Question;
  entry: Entry;
  step: TouchStep | SeriesStep;
  mail: string;
  /** Which mail of a series. */
  n: number;
  topic: string;
  fill: Readonly<Record<string, unknown>>;
}>;

const WEEK = lengthOf('1 week', 1);
/** Another entry may repeat a mail after this. */
const REPEAT = lengthOf('180 days', 1);

/** A touch, as the store and the mail server would answer it: the arbiter judges, and every mail arrives. */
export function touch(ctx: Ctx, q: Question, entry: Entry): Answer {
  const step = entry.frozen.steps[q.state.at];
  if (step?.kind !== 'touch' && step?.kind !== 'series')
    throw new Error(`asked to send at ${q.state.at}, which is no touch`);
  const n = q.state.said?.n ?? 0;
  const at = ctx.now;
  const before = rowOf(ctx, q, n);
  if (before)
    return before.sent ? { kind: 'sent', at } : { kind: 'skipped', at, reason: 'skipped before' };
  if (q.state.seq < entry.seq) return { kind: 'stale', at, seq: entry.seq, facts: entry.facts };
  if (usurperOf(ctx, entry)) return { kind: 'yield', at };
  const mail = step.kind === 'touch' ? step.mail : nextUnseen(ctx, step);
  if (mail === undefined) return exhausted(ctx, q, entry);
  const topic = step.topic ?? entry.frozen.topic;
  const fill = step.kind === 'touch' ? fillOf(ctx, step, entry) : {};
  return judged(ctx, { q, entry, step, mail, n, topic, fill });
}

const rowOf = ({ records }: Ctx, { entry, state }: Question, n: number): Row | undefined =>
  records.ledger.find(
    (row) =>
      row.entry === entry && row.step === state.at && row.visit === state.visit && row.n === n,
  );

/** A member of a series is seen for ever, wherever it was sent. */
function nextUnseen({ records, setup }: Ctx, { folder }: SeriesStep): string | undefined {
  const seen = new Set(records.ledger.filter(({ sent }) => sent).map(({ mail }) => mail));
  return setup.series.get(folder)?.find((mail) => !seen.has(mail));
}

function exhausted(ctx: Ctx, { state }: Question, { frozen, journey }: Entry): Answer {
  const step = frozen.steps[state.at];
  const folder = step?.kind === 'series' ? step.folder : '';
  ctx.note({ at: ctx.now, journey, step: state.at, kind: 'exhausted', folder });
  return { kind: 'exhausted', at: ctx.now };
}

function judged(ctx: Ctx, touching: Touching): Answer {
  const verdict = judge(circumstancesOf(ctx, touching));
  const { now: at } = ctx;
  const { q, entry, mail, step, topic } = touching;
  const where = { at, journey: entry.journey, step: q.state.at };
  switch (verdict.kind) {
    case 'send': {
      write(ctx, touching, true);
      const series = step.kind === 'series' ? { series: step.folder } : {};
      ctx.note({
        ...where,
        kind: 'sent',
        mail,
        mindset: step.mindset,
        topic,
        ...series,
        why: entry.held?.visit === q.state.visit ? entry.held.why : whyAt(q, entry),
      });
      return step.kind === 'series' ? { kind: 'sent', at, mail } : { kind: 'sent', at };
    }
    case 'skipped':
      write(ctx, touching, false);
      ctx.note({ ...where, kind: 'skipped', mail, reason: verdict.reason });
      return { kind: 'skipped', at, reason: verdict.reason };
    default:
      return delayed(ctx, touching, verdict);
  }
}

type Delay = Extract<Verdict, { kind: 'deferred' | 'held' }>;

function delayed(ctx: Ctx, { q, entry, mail }: Touching, verdict: Delay): Answer {
  const { now: at } = ctx;
  const reason = verdict.kind === 'held' ? `held by ${verdict.by}` : verdict.reason;
  const { until } = verdict;
  const { at: step, visit } = q.state;
  const why = entry.held?.visit === visit ? entry.held.why : whyAt(q, entry);
  entry.held = { visit, why }; // once it is written down, nothing tells any more how they came here
  ctx.note({ at, journey: entry.journey, step, kind: 'deferred', mail, until, reason, why });
  return { ...verdict, at };
}

function write(
  { records, now }: Ctx,
  { q, mail, n, topic, fill, step }: Touching,
  sent: boolean,
): void {
  const { at, visit } = q.state;
  const { mindset } = step;
  records.ledger.push({
    entry: q.entry,
    step: at,
    visit,
    n,
    mail,
    fill: canonical(fill),
    topic,
    mindset,
    at: now,
    sent,
  });
}

function circumstancesOf(ctx: Ctx, touching: Touching): Circumstances {
  const { records, setup, who, now } = ctx;
  const { q, entry, step, mail, topic, fill } = touching;
  const { limits, topics } = setup.house;
  const useless =
    step.kind === 'touch' ? uselessAt(step, { ...q.state, facts: entry.facts }) : undefined;
  const opensAt = opening(ctx, touching);
  const missing = Object.keys(fill).find((slot) => fill[slot] === undefined || fill[slot] === null);
  const { at: here, visit } = q.state;
  return {
    now,
    mindset: step.mindset,
    service: topics[topic]?.service === true,
    ...(who.consent === undefined || who.consent.includes(topic) ? { consent: {} } : {}),
    seen: step.kind === 'touch' && wasSeen(ctx, { entry, mail, fill: canonical(fill) }),
    wanted: step.kind !== 'touch' || step.when === undefined || holds(step.when, entry.facts, now),
    answersThem:
      entry.by === 'event' &&
      !records.ledger.some((row) => row.entry === entry.id) &&
      isRightAfterEntry(entry.frozen, { from: entry.atStep, to: here, strides: visit - 1 }),
    touches: records.ledger
      .filter((row) => row.sent && row.at > now - WEEK && topics[row.topic]?.service !== true)
      .map(({ at }) => at),
    limits: { gap: lengthOf(limits.gap, 1), perWeek: limits.perWeek, week: WEEK },
    ...(missing !== undefined && { missing }),
    ...(useless !== undefined && { uselessAt: useless }),
    ...(opensAt !== undefined && { opensAt }),
    ...(records.restUntil !== undefined && { restUntil: records.restUntil }),
  };
}

const opening = ({ setup, who, now }: Ctx, { entry, step }: Touching) =>
  windowOpensAt(setup.house, {
    during: step.during ?? entry.frozen.during,
    prospect: who.id,
    zone: who.zone,
    sender: step.from ?? setup.house.sender,
    at: now,
    pace: 1,
    sliceFor: setup.sliceFor,
  });

type Mail = Readonly<{ entry: Entry; mail: string; fill: string }>;

const wasSeen = ({ records, now }: Ctx, { entry, mail, fill }: Mail): boolean =>
  records.ledger.some(
    (row) =>
      row.sent &&
      row.mail === mail &&
      row.fill === fill &&
      (row.entry === entry.id || row.at > now - REPEAT),
  );

function fillOf(ctx: Ctx, step: TouchStep, entry: Entry): Readonly<Record<string, unknown>> {
  const known = knownOf(ctx.records, entry, houseCalendar(ctx));
  const valueOf = (from: FillValue): unknown => {
    if (typeof from !== 'object') return from;
    if ('of' in from) return latest(known, from.of)?.props[from.property];
    return 'trait' in from ? known.traits[from.trait]?.value : entry.facts[from.moment]?.since;
  };
  return Object.fromEntries(
    Object.entries(step.fill ?? {}).map(([slot, from]) => [slot, valueOf(from)]),
  );
}
