import { sql } from 'kysely';
import { revive } from '../core/begin.ts';
import type { Facts, Instant } from '../core/fact.ts';
import type { Frozen, FrozenStep, Mindset } from '../core/frozen.ts';
import { lengthOf } from '../core/length.ts';
import { mailAhead } from '../core/mail-ahead.ts';
import { folderOf } from '../core/series.ts';
import type { Answer, State } from '../core/state.ts';
import type { Ctx } from './ctx.ts';
import { holdsInForce } from './holds-in-force.ts';
import { answerOf } from './ledger-row.ts';
import { frozenOfAll } from './versions.ts';

/** A mail that is about to leave in somebody's name. */
export type Coming = Readonly<{
  prospect: string;
  email: string;
  entry: string;
  journey: string;
  step: string;
  /** The mail, or the series that it will be drawn from. */
  what: string;
  mindset: Mindset;
  /** Not before; a window or the gap may put it off. */
  due: Instant;
  /** Who holds it. */
  heldBy?: string;
}>;
export type Week = Readonly<{
  mails: readonly Coming[];
  /** So many people were looked at; true: there are more. */
  more: boolean;
}>;

/** People looked at: a page is for people, and reads no million rows. */
const LOOKED_AT = 5_000;

/**
 * What leaves in this sender's name within a week, the next first, of all who stand before a mail now. What comes after that mail is not
 * counted. `senders`: mails that name a sender of their own.
 */
export async function weekOf(
  ctx: Ctx,
  sender: string,
  senders: ReadonlyMap<string, string> = new Map(),
): Promise<Week> {
  const open = await versionsThatSpeak(ctx);
  const signs = (step: FrozenStep): boolean => signsFor(step, { sender, senders, ctx });
  const versions = [...open].filter(([, { steps }]) => Object.values(steps).some(signs));
  if (versions.length === 0) return { mails: [], more: false };
  const rows = await speaking(
    ctx,
    versions.map(([hash]) => hash),
  );
  const settled = await settledOf(
    ctx,
    rows.map(({ entry }) => entry),
  );
  const heldBy = await holdsInForce(ctx);
  const before = ctx.now() + lengthOf('1 week', ctx.pace);
  const mails = rows.flatMap((row) => {
    const coming = comingTo(row, { frozen: open.get(row.version), settled, signs, now: ctx.now() });
    if (coming === undefined || coming.due > before) return [];
    const by = heldBy({ ...row, step: coming.step, sender });
    return [{ ...coming, ...(by !== undefined && { heldBy: by }) }];
  });
  return {
    mails: mails.toSorted((a, b) => a.due - b.due),
    more: rows.length === LOOKED_AT,
  };
}

async function versionsThatSpeak(ctx: Ctx): Promise<ReadonlyMap<string, Frozen>> {
  const rows = await ctx.db
    .selectFrom('entries')
    .select('version')
    .distinct()
    .where('status', '=', 'speaking')
    .execute();
  return frozenOfAll(
    ctx,
    ctx.db,
    rows.map(({ version }) => version),
  );
}

type Signing = Readonly<{ sender: string; senders: ReadonlyMap<string, string>; ctx: Ctx }>;

/** A series signs for everybody whom one of its mails names: which is drawn, nobody knows yet. Pure. */
function signsFor(step: FrozenStep, { sender, senders, ctx }: Signing): boolean {
  if (step.kind === 'touch')
    return (step.from ?? senders.get(step.mail) ?? ctx.house.sender) === sender;
  if (step.kind !== 'series') return false;
  if (step.from !== undefined) return step.from === sender;
  const named = [...senders].filter(([mail]) => folderOf(mail) === step.folder);
  return sender === ctx.house.sender || named.some(([, from]) => from === sender);
}

type Row = Readonly<{
  entry: string;
  prospect: string;
  email: string;
  account: string | null;
  journey: string;
  version: string;
  facts: Facts;
  seq: number;
  state: Omit<State, 'lines'>;
}>;

/** Whoever may get a mail at all, the longest waiting first. */
async function speaking(ctx: Ctx, versions: readonly string[]): Promise<readonly Row[]> {
  const { rows } =
    await sql<Row>`select e.id as entry, p.id as prospect, p.email, a.domain as account, e.journey, e.version,
      e.facts, e.facts_seq as seq, o.state
    from entries e join positions o on o.entry = e.id join prospects p on p.id = e.prospect left join accounts a on a.id = p.account
    where e.status = 'speaking' and e.version = any(${versions}) and p.email is not null
      and not exists (select 1 from suppressions s where s.address_hash = p.address_hash)
      and not exists (select 1 from takes t where t.prospect = p.id and (t.given_back_at is null or t.resumes_at is not null))
    order by o.written_at, e.id limit ${LOOKED_AT}`.execute(ctx.db);
  return rows;
}

type Settled = ReadonlyMap<string, Answer>;

/** Their state may be older than what became of its question: the ledger knows. */
async function settledOf(ctx: Ctx, entries: readonly string[]): Promise<Settled> {
  if (entries.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('ledger')
    .selectAll()
    .where('entry', 'in', entries)
    .where('state', 'in', ['DOT', 'ACCEPTED', 'UNKNOWN', 'REJECTED', 'SKIPPED'])
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const answer = answerOf(row.state === 'DOT' ? { ...row, state: 'UNKNOWN' } : row);
      return answer === undefined ? [] : [[keyOf(row.entry, row), answer]];
    }),
  );
}

const keyOf = (
  entry: string,
  { step, visit, n }: Readonly<{ step: string; visit: number; n: number }>,
): string => `${entry} ${step}#${visit}.${n}`;

type Looking = Readonly<{
  frozen: Frozen | undefined;
  settled: Settled;
  signs: (step: FrozenStep) => boolean;
  now: Instant;
}>;

function comingTo(row: Row, { frozen, settled, signs, now }: Looking): Coming | undefined {
  if (frozen === undefined) return undefined;
  const { entry, prospect, email, journey } = row;
  const state = revive(row.state, now, row);
  const ahead = mailAhead(frozen, state, (touch) => settled.get(keyOf(entry, touch)));
  const step = ahead && frozen.steps[ahead.at];
  if (ahead === undefined || (step?.kind !== 'touch' && step?.kind !== 'series')) return undefined;
  if (!signs(step)) return undefined;
  const what = step.kind === 'touch' ? step.mail : step.folder;
  const { mindset } = step;
  return { prospect, email, entry, journey, step: ahead.at, what, mindset, due: ahead.due };
}
