import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { Ctx } from './ctx.ts';
import { OPEN } from './handoff-of.ts';

export type Share = Readonly<{
  entries: number;
  /** Of those who entered the stage: 0 to 1. */ rate: number;
}>;
/** One stage of a journey: who is there now, how many ever were, and where they went. */
export type StageReport = Readonly<{
  stage: string;
  speaking: number;
  parked: number;
  wanting: number;
  faulted: number;
  /** Entries that were ever in this stage, each once. */
  entered: number;
  /** Straight from this stage: to another … */
  next: readonly (Share & Readonly<{ stage: string }>)[];
  /** … or to an end. */
  ended: readonly (Share & Readonly<{ as: string }>)[];
}>;
export type JourneyReport = Readonly<{
  journey: string;
  open: number;
  entered: number;
  stages: readonly StageReport[];
}>;

type Now = Readonly<{
  journey: string;
  stage: string;
  speaking: number;
  parked: number;
  wanting: number;
  faulted: number;
}>;
type Step = Readonly<{
  journey: string;
  stage: string;
  to: string | null;
  end: string | null;
  entries: number;
}>;

/** Who is where, by journey and stage: never a volume without its rate. Stages stand in the order in which they were first entered. */
export async function stages(ctx: Ctx): Promise<readonly JourneyReport[]> {
  const [now, entered, steps] = await Promise.all([
    standing(ctx),
    everEntered(ctx),
    steppedOn(ctx),
  ]);
  const journeys = [...new Set(entered.map(({ journey }) => journey))].toSorted();
  return journeys.map((journey) => {
    const own = entered.filter((one) => one.journey === journey);
    const here = now.filter((one) => one.journey === journey);
    return {
      journey,
      open: here.reduce(
        (sum, { speaking, parked, wanting }) => sum + speaking + parked + wanting,
        0,
      ),
      entered: own[0]?.total ?? 0,
      stages: own.map((one) => stageOf(one, here, steps)),
    };
  });
}

type Entered = Readonly<{ journey: string; stage: string; entries: number; total: number }>;

function stageOf(
  { journey, stage, entries }: Entered,
  now: readonly Now[],
  steps: readonly Step[],
): StageReport {
  const here = now.find((one) => one.stage === stage);
  const from = steps.filter((one) => one.journey === journey && one.stage === stage);
  const share = (count: number): Share => ({
    entries: count,
    rate: entries === 0 ? 0 : count / entries,
  });
  return {
    stage,
    speaking: here?.speaking ?? 0,
    parked: here?.parked ?? 0,
    wanting: here?.wanting ?? 0,
    faulted: here?.faulted ?? 0,
    entered: entries,
    next: from.flatMap(({ to, entries: count }) =>
      to === null ? [] : [{ stage: to, ...share(count) }],
    ),
    ended: from.flatMap(({ end, entries: count }) =>
      end === null ? [] : [{ as: end, ...share(count) }],
    ),
  };
}

async function standing(ctx: Ctx): Promise<readonly Now[]> {
  const { rows } = await sql<Now>`select journey, stage,
      count(*) filter (where status = 'speaking') as speaking, count(*) filter (where status = 'parked') as parked,
      count(*) filter (where status = 'wanting') as wanting, count(*) filter (where faulted is not null) as faulted
    from entries join positions on positions.entry = entries.id where status <> 'closed' group by journey, stage`.execute(
    ctx.db,
  );
  return rows;
}

/** The stages of each entry in their order, each stay once: a line in the stage one is in already is no new stay. */
const STAYS = sql`select e.journey, s.entry, s.id, s.stage, s.kind, s.what ->> 'as' as "end",
    lag(s.stage) over (partition by s.entry order by s.id) as before
  from story s join entries e on e.id = s.entry where s.kind in ('entered', 'moved', 'ended', 'left', 'unsubscribed')`;

async function everEntered(ctx: Ctx): Promise<readonly Entered[]> {
  const { rows } = await sql<Entered>`with stays as (${STAYS})
    select journey, stage, count(distinct entry) as entries,
      (select count(*) from entries e where e.journey = stays.journey) as total
    from stays where kind in ('entered', 'moved') group by journey, stage order by journey, min(id)`.execute(
    ctx.db,
  );
  return rows;
}

async function steppedOn(ctx: Ctx): Promise<readonly Step[]> {
  const { rows } = await sql<Step>`with stays as (${STAYS})
    select journey, before as stage, case when kind = 'moved' then stage end as "to",
      case when kind <> 'moved' then "end" end as "end", count(distinct entry) as entries
    from stays where kind <> 'entered' and before is not null and (kind <> 'moved' or stage is distinct from before)
    group by 1, 2, 3, 4 order by entries desc, 3, 4`.execute(ctx.db);
  return rows;
}

export type Faulted = Readonly<{
  prospect: string;
  email: string | null;
  entry: string;
  journey: string;
  step: string;
  code: string;
  since: Date;
}>;

/** Whoever stands still until repaired, the longest first; 500 at most. */
export const faulted = (ctx: Ctx): Promise<Faulted[]> =>
  ctx.db
    .selectFrom('positions')
    .innerJoin('entries', 'entries.id', 'positions.entry')
    .innerJoin('prospects', 'prospects.id', 'entries.prospect')
    .select([
      'entries.prospect',
      'email',
      'entries.id as entry',
      'journey',
      'step',
      'written_at as since',
    ])
    .select(sql<string>`faulted`.as('code'))
    .where('faulted', 'is not', null)
    .where('status', '<>', 'closed')
    .orderBy('written_at')
    .limit(500)
    .execute();

/** How it goes, in numbers: for health and metrics. Ages are in milliseconds, 0 where nothing waits. */
export type Counts = Readonly<{
  prospects: number;
  speaking: number;
  parked: number;
  wanting: number;
  faulted: number;
  openHandoffs: number;
  holds: number;
  /** Events that the fold has not seen. */
  mailbox: number;
  mailboxAge: Instant;
  /** News that workflows have not been told. */
  outbox: number;
  outboxAge: Instant;
  claimed: number;
  unknown: number;
  workers: number;
}>;

export async function counts(ctx: Ctx): Promise<Counts> {
  const { rows } = await sql<Counts>`select
    (select count(*) from prospects) as prospects,
    (select count(*) from entries where status = 'speaking') as speaking,
    (select count(*) from entries where status = 'parked') as parked,
    (select count(*) from entries where status = 'wanting') as wanting,
    (select count(*) from positions join entries on entries.id = entry where faulted is not null and status <> 'closed') as faulted,
    (select count(*) from handoffs where state in (${sql.join(OPEN)})) as "openHandoffs",
    (select count(*) from holds where released_at is null) as holds,
    (select count(*) from mailbox) as mailbox,
    (select coalesce(greatest(${ctx.now()}::bigint - min(received_at), 0), 0) from events
      where id = (select event from mailbox order by id limit 1)) as "mailboxAge",
    (select count(*) from outbox) as outbox,
    (select coalesce(extract(epoch from now() - min(queued_at)) * 1000, 0)::bigint from outbox) as "outboxAge",
    (select count(*) from ledger where state = 'CLAIMED') as claimed,
    (select count(*) from ledger where state = 'UNKNOWN') as unknown,
    (select count(*) from workers where seen_at > now() - interval '30 seconds') as workers`.execute(
    ctx.db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL answered a select of scalars with no row');
  return row;
}
