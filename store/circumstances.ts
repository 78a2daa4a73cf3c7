import { sql } from 'kysely';
import type { Circumstances } from '../core/arbiter.ts';
import { holds, type Instant } from '../core/fact.ts';
import { windowOpensAt } from '../core/house-hours.ts';
import { lengthOf } from '../core/length.ts';
import { domainOf, recipientGroup } from '../core/recipient-group.ts';
import { isRightAfterEntry } from '../core/right-after-entry.ts';
import { uselessAt } from '../core/useless.ts';
import { type Circuit, circuitsOf } from './circuits.ts';
import type { Ctx, Tx } from './ctx.ts';
import { stepIn } from './hold-scope.ts';
import type { Wanted } from './wanted.ts';

/** What a verdict needs, and what was read on the way. */
export type Gathered = Readonly<{
  circumstances: Circumstances;
  holdId?: string;
  /** Why it was placed, by whoever placed it: for the story, and nothing that leaves PostgreSQL. */
  holdReason?: string;
  account?: Readonly<{ domain: string }>;
  /** The group of recipients that it goes to, and the circuits that are open for it. */
  group: string;
  open: readonly Circuit[];
}>;

/** Another entry may repeat a mail after this. */
const REPEAT = '180 days';
/** People held ask again this often, and no oftener than once a minute: a release rings them. */
const ASK_AGAIN = '1 day';

type Row = Readonly<{
  place: number;
  suppressed: string | null;
  consent: Readonly<{
    expires_at: number | null;
    withdrawn_at: number | null;
    pending_until: number | null;
  }> | null;
  hold: Readonly<{ id: string; by: string; reason: string }> | null;
  touches: readonly number[];
  seen: boolean;
  touched: boolean;
  domain: string | null;
  circuits: readonly Circuit[];
  group: string;
}>;

/** What speaks for or against each touch now, in one statement, and what its step itself says. */
export async function gather(
  ctx: Ctx,
  tx: Tx,
  all: readonly Wanted[],
): Promise<readonly Gathered[]> {
  const rows = await read(ctx, tx, all);
  return all.map((wanted, i) => {
    const row = rows.get(i);
    if (row === undefined) throw new Error('PostgreSQL answered a touch with no row');
    return gatheredOf(ctx, wanted, row);
  });
}

function gatheredOf(ctx: Ctx, wanted: Wanted, row: Row): Gathered {
  const { entry, person, touch, topic, filled, now } = wanted;
  const { limits, topics } = ctx.house;
  const askAgain = now + Math.max(lengthOf(ASK_AGAIN, entry.pace), 60_000);
  return {
    ...(row.hold && { holdId: row.hold.id, holdReason: row.hold.reason }),
    ...(row.domain !== null && { account: { domain: row.domain } }),
    group: row.group,
    open: row.circuits,
    circumstances: {
      now,
      mindset: touch.mindset,
      service: topics[topic]?.service === true,
      seen: row.seen,
      wanted: touch.when === undefined || holds(touch.when, entry.facts, now),
      answersThem: !row.touched && isAnswer(wanted),
      touches: row.touches,
      limits: {
        gap: lengthOf(limits.gap, entry.pace),
        perWeek: limits.perWeek,
        week: lengthOf('1 week', entry.pace),
      },
      ...timesOf(ctx, wanted),
      ...(row.hold && { hold: { by: row.hold.by, askAgain } }),
      ...(row.consent && { consent: consentOf(row.consent) }),
      ...(filled.missing !== undefined && { missing: filled.missing }),
      ...(person.rest_until !== null && { restUntil: person.rest_until }),
      ...againstAddress(row, person.email),
    },
  };
}

/** Of the provider that takes the mail of their domain, where that is known. */
const GROUP = sql`coalesce((select hosted_by from mail_domains where domain = q.mail_domain), q.own_group)`;

/** When it may leave, and until when it is worth while. */
function timesOf(ctx: Ctx, wanted: Wanted): Pick<Circumstances, 'uselessAt' | 'opensAt'> {
  const useless = uselessFrom(wanted);
  const opensAt = opensFor(ctx, wanted);
  return {
    ...(useless !== undefined && { uselessAt: useless }),
    ...(opensAt !== undefined && { opensAt }),
  };
}

const consentOf = ({ expires_at, withdrawn_at, pending_until }: NonNullable<Row['consent']>) => ({
  ...(pending_until !== null && { pendingUntil: pending_until }),
  ...(expires_at !== null && { expiresAt: expires_at }),
  ...(withdrawn_at !== null && { withdrawnAt: withdrawn_at }),
});

function againstAddress({ suppressed }: Row, email: string | null): { suppressed?: string } {
  if (suppressed !== null) return { suppressed };
  return email === null ? { suppressed: 'no address' } : {};
}

/** Nothing but forks lies between what they did and this touch: it answers them. */
const isAnswer = ({ entry, frozen, state }: Wanted): boolean =>
  entry.by === 'event' &&
  isRightAfterEntry(frozen, { from: entry.at_step, to: state.at, strides: state.visit - 1 });

/** Their facts are the store's: an asking state comes without, and perhaps without the calendar that it needs. */
function uselessFrom({ step, state, entry, calendar }: Wanted): Instant | undefined {
  if (step?.kind !== 'touch') return undefined;
  return uselessAt(step, { ...state, facts: entry.facts, ...(calendar && { calendar }) });
}

/** Every scope that a touch is in. */
const SCOPES = sql`('all', ''), ('journey', q.journey), ('step', q.step_in), ('sender', q.sender),
      ('prospect', q.prospect::text), ('account', (select domain from accounts where id = q.account))`;

const opensFor = ({ house, sliceFor }: Ctx, wanted: Wanted): Instant | undefined =>
  windowOpensAt(house, {
    during: wanted.touch.during ?? wanted.frozen.during,
    prospect: wanted.person.id,
    zone: wanted.person.zone,
    sender: wanted.sender,
    at: wanted.now,
    pace: wanted.entry.pace,
    sliceFor,
  });

/** Its row for each, by its place. All that is asked for one touch is a column of `q`. */
async function read(ctx: Ctx, tx: Tx, all: readonly Wanted[]): Promise<ReadonlyMap<number, Row>> {
  const { topics } = ctx.house;
  const uncounted = Object.keys(topics).filter((name) => topics[name]?.service === true);
  const own = sql`(l.entry = q.entry and l.step = q.step and l.visit = q.visit and l.n = q.n)`;
  const { rows } = await sql<Row>`select q.place,
    (select reason from suppressions where address_hash = q.address_hash) as suppressed,
    (select json_build_object('expires_at', expires_at, 'withdrawn_at', withdrawn_at, 'pending_until', pending_until) from consents
      where prospect = q.prospect and topic = q.topic) as consent,
    (select json_build_object('id', id, 'by', by, 'reason', reason) from holds where released_at is null and (scope, "of") in (${SCOPES})
      order by placed_at, id limit 1) as hold,
    (select coalesce(json_agg(l.sent_at), '[]') from ledger l
      where l.prospect = q.prospect and l.sent_at > q.week and not l.topic = any(${uncounted}) and not ${own}) as touches,
    exists (select 1 from ledger l where l.prospect = q.prospect and l.mail = q.mail and l.fill_hash = q.fill_hash
      and l.sent_at is not null and (l.entry = q.entry or l.sent_at > q.repeat) and not ${own}) as seen,
    exists (select 1 from ledger l where l.prospect = q.prospect and l.entry = q.entry and not ${own}) as touched,
    (select domain from accounts where id = q.account) as domain,
    (select coalesce(json_agg(json_build_object('id', id, 'scope', scope, 'of', "of", 'code', code, 'openedAt', opened_at,
      'probes', probes, 'probeAt', probe_at) order by opened_at, id), '[]') from circuits
      where closed_at is null and (scope, "of") in (${circuitsOf(sql`q.sender`, sql`g.name`)})) as circuits,
    g.name as "group"
    from jsonb_to_recordset(${JSON.stringify(all.map(columnsOf))}::jsonb) q (place int, prospect uuid, account uuid, address_hash text,
      mail_domain text, own_group text, entry uuid, journey text, step text, step_in text, visit int, n int, mail text, fill_hash text,
      topic text, sender text, week bigint, repeat bigint)
    cross join lateral (select ${GROUP} as name) g`.execute(tx);
  return new Map(rows.map((row) => [row.place, row]));
}

function columnsOf(
  { entry, person, touch, topic, filled, now, sender, state, visit }: Wanted,
  place: number,
) {
  const address = person.email ?? '';
  return {
    place,
    prospect: person.id,
    account: person.account,
    address_hash: person.address_hash,
    mail_domain: domainOf(address),
    own_group: recipientGroup(address),
    entry: entry.id,
    journey: entry.journey,
    step: state.at,
    step_in: stepIn(entry.journey, state.at),
    visit,
    n: touch.n,
    mail: touch.mail,
    fill_hash: filled.hash,
    topic,
    sender,
    week: now - lengthOf('1 week', entry.pace),
    repeat: now - lengthOf(REPEAT, entry.pace),
  };
}
