import { type RawBuilder, sql } from 'kysely';
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
  suppressed: string | null;
  consent: Readonly<{
    expires_at: number | null;
    withdrawn_at: number | null;
    pending_until: number | null;
  }> | null;
  hold: Readonly<{ id: string; by: string }> | null;
  touches: readonly number[];
  seen: boolean;
  touched: boolean;
  domain: string | null;
  circuits: readonly Circuit[];
  group: string;
}>;

/** What speaks for or against one touch now, in one statement, and what the step itself says. */
export async function circumstancesOf(ctx: Ctx, tx: Tx, wanted: Wanted): Promise<Gathered> {
  const row = await read(ctx, tx, wanted);
  const { entry, person, touch, topic, filled, now } = wanted;
  const { limits, topics } = ctx.house;
  const askAgain = now + Math.max(lengthOf(ASK_AGAIN, entry.pace), 60_000);
  return {
    ...(row.hold && { holdId: row.hold.id }),
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
const groupOf = ({ email }: Wanted['person']): RawBuilder<unknown> =>
  sql`coalesce((select hosted_by from mail_domains where domain = ${domainOf(email ?? '')}), ${recipientGroup(email ?? '')})`;

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

/** Every scope that this touch is in. */
const scopesOf = ({ entry, person, state, sender }: Wanted) =>
  sql`('all', ''), ('journey', ${entry.journey}), ('step', ${stepIn(entry.journey, state.at)}), ('sender', ${sender}),
      ('prospect', ${person.id}), ('account', (select domain from accounts where id = ${person.account}))`;

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

async function read(ctx: Ctx, tx: Tx, wanted: Wanted): Promise<Row> {
  const { entry, person, touch, topic, filled, now, sender } = wanted;
  const week = now - lengthOf('1 week', entry.pace);
  const repeat = now - lengthOf(REPEAT, entry.pace);
  const { topics } = ctx.house;
  const uncounted = Object.keys(topics).filter((name) => topics[name]?.service === true);
  const own = sql`(l.entry = ${entry.id} and l.step = ${wanted.state.at} and l.visit = ${wanted.visit} and l.n = ${wanted.touch.n})`;
  const { rows } = await sql<Row>`select
    (select reason from suppressions where address_hash = ${person.address_hash}) as suppressed,
    (select json_build_object('expires_at', expires_at, 'withdrawn_at', withdrawn_at, 'pending_until', pending_until) from consents
      where prospect = ${person.id} and topic = ${topic}) as consent,
    (select json_build_object('id', id, 'by', by) from holds where released_at is null and (scope, "of") in (${scopesOf(wanted)})
      order by placed_at, id limit 1) as hold,
    (select coalesce(json_agg(l.sent_at), '[]') from ledger l
      where l.prospect = ${person.id} and l.sent_at > ${week} and not l.topic = any(${uncounted}) and not ${own}) as touches,
    exists (select 1 from ledger l where l.prospect = ${person.id} and l.mail = ${touch.mail} and l.fill_hash = ${filled.hash}
      and l.sent_at is not null and (l.entry = ${entry.id} or l.sent_at > ${repeat}) and not ${own}) as seen,
    exists (select 1 from ledger l where l.prospect = ${person.id} and l.entry = ${entry.id} and not ${own}) as touched,
    (select domain from accounts where id = ${person.account}) as domain,
    (select coalesce(json_agg(json_build_object('id', id, 'scope', scope, 'of', "of", 'code', code, 'openedAt', opened_at,
      'probes', probes, 'probeAt', probe_at) order by opened_at, id), '[]') from circuits
      where closed_at is null and (scope, "of") in (${circuitsOf(sender, sql`g.name`)})) as circuits,
    g.name as "group" from (select ${groupOf(person)} as name) g`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL answered a select of scalars with no row');
  return row;
}
