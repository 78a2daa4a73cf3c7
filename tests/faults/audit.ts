import type { Ctx } from '../../store/ctx.ts';
import type { LedgerState } from '../../store/schema.ts';
import type { Copy, Kept } from './kept.ts';
import { addressOf, MAILS } from './thrice.ts';

/** One mail that somebody ought to get: how often the mail server took it, and what our ledger says. */
export type Intended = Readonly<{
  to: string;
  mail: string;
  taken: number;
  state: LedgerState | undefined;
  /** When its last bytes were let go, ms. */
  letGoAt: number | undefined;
  /** When each whole copy of it came, taken or not, ms. */
  came: readonly number[];
}>;

/** What became of every mail, by the count of the mail server. */
export type Audit = Readonly<{
  intended: number;
  once: number;
  /** Neither taken nor refused for good. */
  lost: readonly Intended[];
  doubled: readonly Intended[];
  /** The mail server said no. */
  refused: readonly Intended[];
  /** UNKNOWN in the ledger, whatever became of them. */
  unknown: readonly Intended[];
  /** Those of them that the mail server was asked to take without answering; the others were under way when something was killed. */
  riddles: readonly Intended[];
  /** Whole mails that came, taken or not; and mails of which more than one did. */
  copies: number;
  again: number;
  /** Mails that came in copies which are not the same bytes. */
  unlike: readonly string[];
  /** Addresses that are suppressed although nobody said that they do not exist. */
  wronged: readonly string[];
}>;

/** Each of `people` is to get each mail once. */
export async function auditOf(ctx: Ctx, kept: Kept, people: number): Promise<Audit> {
  const rows = await rowsOf(ctx);
  const taken = Map.groupBy(kept.mails, ({ to, subject }) => keyOf(to, subject));
  const copies = Map.groupBy(kept.copies, ({ to, subject }) => keyOf(to, subject));
  const intended = Array.from({ length: people }, (_, i) => addressOf(i)).flatMap((to) =>
    MAILS.map((mail): Intended => {
      const key = keyOf(to, mail);
      const { state, sent_at } = rows.get(key) ?? {};
      const came = (copies.get(key) ?? []).map(({ at }) => at);
      return {
        to,
        mail,
        taken: taken.get(key)?.length ?? 0,
        state,
        letGoAt: sent_at ?? undefined,
        came,
      };
    }),
  );
  const unknown = intended.filter(({ state }) => state === 'UNKNOWN');
  const missing = intended.filter((one) => one.taken === 0);
  const refused = refusedOf(missing, kept);
  return {
    intended: intended.length,
    once: intended.filter((one) => one.taken === 1).length,
    lost: missing.filter((one) => !refused.includes(one)),
    doubled: intended.filter((one) => one.taken > 1),
    refused,
    unknown,
    riddles: atMost(unknown, (to) => kept.riddles(to)),
    copies: kept.copies.length,
    again: kept.copies.length - new Set(kept.copies.map(({ messageId }) => messageId)).size,
    unlike: unlikeOf(kept.copies, await putOffIn(ctx)),
    wronged: (await suppressedIn(ctx)).filter((to) => !kept.gone.has(to)),
  };
}

const keyOf = (to: string, mail: string): string => `${to} ${mail}`;

type Row = Readonly<{ state: LedgerState; sent_at: number | null }>;

async function rowsOf({ db }: Ctx): Promise<ReadonlyMap<string, Row>> {
  const rows = await db
    .selectFrom('ledger')
    .innerJoin('prospects', 'prospects.id', 'ledger.prospect')
    .select(['email', 'mail', 'state', 'sent_at'])
    .execute();
  return new Map(rows.map(({ email, mail, ...row }) => [keyOf(email ?? '', mail), row]));
}

/** As many mails to somebody as they were refused; and all after it, where the address is said not to exist. */
function refusedOf(missing: readonly Intended[], kept: Kept): readonly Intended[] {
  const rejected = missing.filter(({ state }) => state === 'REJECTED');
  const skipped = missing.filter(({ to, state }) => state === 'SKIPPED' && kept.gone.has(to));
  return [...atMost(rejected, (to) => kept.refusals(to)), ...skipped];
}

/** No more of anybody's mails than this. */
const atMost = (mails: readonly Intended[], most: (to: string) => number): readonly Intended[] =>
  [...Map.groupBy(mails, ({ to }) => to)].flatMap(([to, theirs]) => theirs.slice(0, most(to)));

/** Copies of a mail are the same, byte by byte; one that was put off in between may have another date, and with it be another. */
function unlikeOf(copies: readonly Copy[], putOff: ReadonlySet<string>): readonly string[] {
  return [...Map.groupBy(copies, ({ messageId }) => messageId).values()].flatMap((some) => {
    const counted = some.filter(({ to, subject }) => !putOff.has(keyOf(to, subject)));
    const dates = Map.groupBy(some, ({ date }) => date).values();
    const same = [counted, ...dates].every(
      (of) => new Set(of.map(({ sha256 }) => sha256)).size < 2,
    );
    return same ? [] : [JSON.stringify(some)];
  });
}

/** Mails that waited for another reason than that nobody knew what became of them. */
async function putOffIn({ db }: Ctx): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('story')
    .innerJoin('prospects', 'prospects.id', 'story.prospect')
    .select(['email', 'what'])
    .where('kind', 'in', ['deferred', 'held'])
    .execute();
  const told = rows.map(({ email, what }) => ({ email, ...(what as Told) }));
  return new Set(
    told
      .filter(({ reason = '' }) => !reason.startsWith('it may have left'))
      .map(({ email, mail = '' }) => keyOf(email ?? '', mail)),
  );
}
type Told = Readonly<{ mail?: string; reason?: string }>;

async function suppressedIn({ db }: Ctx): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('suppressions as s')
    .innerJoin('prospects as p', 'p.address_hash', 's.address_hash')
    .select('p.email')
    .execute();
  return rows.map(({ email }) => email ?? '');
}
