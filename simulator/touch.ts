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
import type { Reason } from './happening.ts';
import type { Entry, Row } from './records.ts';
import { whyAt } from './why.ts';

type Touching = Readonly<{
  q: Question;
  entry: Entry;
  step: TouchStep | SeriesStep;
  mail: string;
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
  const otherwise = settledBefore(ctx, q) ?? unfit(ctx, q, entry);
  if (otherwise) return otherwise;
  const drawn = step.kind === 'touch' ? single(ctx, step, entry) : nextUnseen(ctx, step);
  if (drawn === undefined) return exhausted(ctx, q, entry);
  return judged(ctx, { q, entry, step, topic: step.topic ?? entry.frozen.topic, ...drawn });
}

/** Asked again: what was answered stands. */
function settledBefore(ctx: Ctx, q: Question): Answer | undefined {
  const row = rowOf(ctx, q);
  if (row === undefined) return undefined;
  const { now: at } = ctx;
  return row.sent ? { kind: 'sent', at } : { kind: 'skipped', at, reason: 'skipped before' };
}

/** Whoever asks knows too little, or is not to speak. */
function unfit(ctx: Ctx, { state }: Question, entry: Entry): Answer | undefined {
  const { now: at } = ctx;
  const { seq, facts } = entry;
  if (state.seq < seq) return { kind: 'stale', at, seq, facts };
  return usurperOf(ctx, entry) ? { kind: 'yield', at } : undefined;
}

/** Which mail of a series they are at; 0 of a single one. */
const numberOf = ({ state }: Question): number => state.said?.n ?? 0;

const rowOf = ({ records }: Ctx, q: Question): Row | undefined =>
  records.ledger.find(
    ({ entry, step, visit, n }) =>
      entry === q.entry && step === q.state.at && visit === q.state.visit && n === numberOf(q),
  );

type Drawn = Pick<Touching, 'mail' | 'fill'>;

const single = (ctx: Ctx, step: TouchStep, entry: Entry): Drawn => ({
  mail: step.mail,
  fill: fillOf(ctx, step, entry),
});

/** A member of a series is seen for ever, wherever it was sent. */
function nextUnseen({ records, setup }: Ctx, { folder }: SeriesStep): Drawn | undefined {
  const seen = new Set(records.ledger.filter(({ sent }) => sent).map(({ mail }) => mail));
  const mail = setup.series.get(folder)?.find((one) => !seen.has(one));
  return mail === undefined ? undefined : { mail, fill: {} };
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
        why: whyNow(touching),
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

/** Why this mail, as it was when it was first due: the next one of a series has a reason of its own. */
const whyNow = ({ q, entry }: Touching): readonly Reason[] =>
  entry.held?.visit === q.state.visit && entry.held.n === numberOf(q)
    ? entry.held.why
    : whyAt(q, entry);

type Delay = Extract<Verdict, { kind: 'deferred' | 'held' }>;

function delayed(ctx: Ctx, touching: Touching, verdict: Delay): Answer {
  const { q, entry, mail } = touching;
  const { now: at } = ctx;
  const reason = verdict.kind === 'held' ? `held by ${verdict.by}` : verdict.reason;
  const { until } = verdict;
  const { at: step, visit } = q.state;
  const why = whyNow(touching);
  entry.held = { visit, n: numberOf(q), why }; // once it is written down, nothing tells any more how they came here
  ctx.note({ at, journey: entry.journey, step, kind: 'deferred', mail, until, reason, why });
  return { ...verdict, at };
}

function write(
  { records, now }: Ctx,
  { q, mail, topic, fill, step }: Touching,
  sent: boolean,
): void {
  const { at, visit } = q.state;
  const { mindset } = step;
  records.ledger.push({
    entry: q.entry,
    step: at,
    visit,
    n: numberOf(q),
    mail,
    fill: canonical(fill),
    topic,
    mindset,
    at: now,
    sent,
  });
}

function circumstancesOf(ctx: Ctx, touching: Touching): Circumstances {
  const { records, setup, now } = ctx;
  const { entry, step, mail, topic, fill } = touching;
  const { limits, topics } = setup.house;
  const isSingle = step.kind === 'touch';
  return {
    now,
    mindset: step.mindset,
    service: topics[topic]?.service === true,
    seen: isSingle && wasSeen(ctx, { entry, mail, fill: canonical(fill) }),
    wanted: !isSingle || step.when === undefined || holds(step.when, entry.facts, now),
    answersThem: answersThem(ctx, touching),
    ...(records.unsubscribed && { suppressed: 'unsubscribed' }),
    touches: records.ledger
      .filter((row) => row.sent && row.at > now - WEEK && topics[row.topic]?.service !== true)
      .map(({ at }) => at),
    limits: { gap: lengthOf(limits.gap, 1), perWeek: limits.perWeek, week: WEEK },
    ...consentOf(ctx, topic),
    ...boundsOf(ctx, touching),
    ...missingIn(fill),
  };
}

const answersThem = ({ records }: Ctx, { q, entry }: Touching): boolean =>
  entry.by === 'event' &&
  !records.ledger.some((row) => row.entry === entry.id) &&
  isRightAfterEntry(entry.frozen, {
    from: entry.atStep,
    to: q.state.at,
    strides: q.state.visit - 1,
  });

const consentOf = ({ who }: Ctx, topic: string): Pick<Circumstances, 'consent'> =>
  who.consent === undefined || who.consent.includes(topic) ? { consent: {} } : {};

/** A slot of the mail that nothing fills. */
function missingIn(fill: Touching['fill']): Pick<Circumstances, 'missing'> {
  const missing = Object.keys(fill).find((slot) => fill[slot] === undefined || fill[slot] === null);
  return missing === undefined ? {} : { missing };
}

type Bounds = Pick<Circumstances, 'uselessAt' | 'opensAt' | 'restUntil'>;

/** Before when, or after when, it may not be sent. */
function boundsOf(ctx: Ctx, touching: Touching): Bounds {
  const { q, entry, step } = touching;
  const { restUntil } = ctx.records;
  const opensAt = opening(ctx, touching);
  const useless =
    step.kind === 'touch' ? uselessAt(step, { ...q.state, facts: entry.facts }) : undefined;
  return {
    ...(useless !== undefined && { uselessAt: useless }),
    ...(opensAt !== undefined && { opensAt }),
    ...(restUntil !== undefined && { restUntil }),
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
