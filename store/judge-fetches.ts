import { type Selectable, sql } from 'kysely';
import { type Fetch, timeAt } from '../core/clicks/fetch.ts';
import { type FetchVerdict, judgeFetch } from '../core/clicks/judge-fetch.ts';
import type { Instant } from '../core/fact.ts';
import { stageOf } from '../core/frozen.ts';
import { lengthOf } from '../core/length.ts';
import { store } from './collect.ts';
import type { Ctx, Tx } from './ctx.ts';
import type { Database } from './schema.ts';
import { tellStory } from './story.ts';
import { lockProspects, transact } from './transaction.ts';

type Row = Selectable<Database['fetches']>;

/** So many fetches are looked at in one transaction. */
const CHUNK = 100;
/** One link of one mail is an event once in this time. */
const ONCE_IN = '1 day';

/**
 * Judges fetches that have settled, in the order in which they came; answers how many it found: say it again until it finds none. Each is
 * judged once, with the event `mail.clicked` and a line of the story where a person followed the link, in one transaction: whoever dies in
 * it leaves them to the next. Of several who do this at once each waits for the locks of the people.
 */
export const judgeSome = (ctx: Ctx): Promise<number> =>
  transact(ctx, async (tx) => {
    const before = ctx.now() - timeAt('settles', ctx.pace);
    const due = tx
      .selectFrom('fetches')
      .selectAll()
      .where('judged_at', 'is', null)
      .where('at', '<=', before)
      .orderBy('at')
      .orderBy('id')
      .limit(CHUNK);
    const people = [...new Set((await due.execute()).map(({ prospect }) => prospect))];
    if (people.length === 0) return 0;
    await lockProspects(tx, people);
    const rows = await due.where('prospect', 'in', people).execute(); // another may have judged them meanwhile
    for (const row of rows) await judge(ctx, tx, row);
    return Math.max(rows.length, 1);
  });

async function judge(ctx: Ctx, tx: Tx, row: Row): Promise<void> {
  const mail = row.mail === null ? undefined : await mailOf(tx, row.mail);
  const near = await nearOf(ctx, tx, row);
  const fetch = near.find(({ id }) => id === row.id) ?? row;
  const crowd = await crowdOf(ctx, tx, row);
  const sentAt = mail?.sent_at ?? undefined;
  const verdict = judgeFetch({ fetch, near, sentAt, crowd, pace: ctx.pace });
  const told = verdict.human && mail !== undefined && !(await wasTold(ctx, tx, row));
  await writeVerdict(tx, row, { ...verdict, told, at: ctx.now() });
  if (told) await tell(ctx, tx, { row, mail });
}

type Mail = Pick<Selectable<Database['ledger']>, 'entry' | 'step' | 'mail' | 'sent_at'>;

const mailOf = (tx: Tx, name: string): Promise<Mail | undefined> =>
  tx
    .selectFrom('ledger')
    .select(['entry', 'step', 'mail', 'sent_at'])
    .where('message_id', 'is not', null)
    .where(sql<string>`substr(message_id, 2, 40)`, '=', name)
    .executeTakeFirst();

/** Of the same mail, and of the pages that every mail of theirs links to. */
function nearOf(
  ctx: Ctx,
  tx: Tx,
  { prospect, mail, at }: Row,
): Promise<(Fetch & { id: number })[]> {
  const length = timeAt('visit', ctx.pace);
  return tx
    .selectFrom('fetches')
    .select(['id', 'link', 'at', 'method', 'agent', 'network', 'prefetch'])
    .where('prospect', '=', prospect)
    .where('at', '>=', at - length)
    .where('at', '<=', at + length)
    .where((eb) => eb.or([eb('mail', 'is', null), eb('mail', '=', mail)]))
    .execute();
}

/** How many other people the same visitor came for at that time; nobody is known by an address that is not. */
async function crowdOf(ctx: Ctx, tx: Tx, row: Row): Promise<number> {
  if (row.agent === null || row.network === null) return 0;
  const length = timeAt('burst', ctx.pace);
  const { others } = await tx
    .selectFrom('fetches')
    .select(sql<number>`count(distinct prospect)::int`.as('others'))
    .where('network', '=', row.network)
    .where('agent', '=', row.agent)
    .where('prospect', '<>', row.prospect)
    .where('at', '>=', row.at - length)
    .where('at', '<=', row.at + length)
    .executeTakeFirstOrThrow();
  return others;
}

async function wasTold(ctx: Ctx, tx: Tx, { prospect, mail, link, at }: Row): Promise<boolean> {
  const found = await tx
    .selectFrom('fetches')
    .select('id')
    .where('prospect', '=', prospect)
    .where('mail', '=', mail)
    .where('link', '=', link)
    .where('told', '=', true)
    .where('at', '>', at - lengthOf(ONCE_IN, ctx.pace))
    .executeTakeFirst();
  return found !== undefined;
}

type Written = FetchVerdict & Readonly<{ told: boolean; at: Instant }>;

const writeVerdict = (tx: Tx, { id }: Row, { human, reasons, told, at }: Written) =>
  tx
    .updateTable('fetches')
    .set({ judged_at: at, human, reasons: [...reasons], told })
    .where('id', '=', id)
    .where('judged_at', 'is', null)
    .execute();

/** An event is named after its fetch: no other makes the same. */
async function tell(
  ctx: Ctx,
  tx: Tx,
  { row, mail }: Readonly<{ row: Row; mail: Mail }>,
): Promise<void> {
  const { prospect, at } = row;
  const event = { messageId: `clicked/${row.id}`, prospect, props: { mail: mail.mail }, at };
  await store(tx, [{ source: 'perennial', name: 'mail.clicked', ...event }], ctx.now());
  const { entry, step } = mail;
  const what = { mail: mail.mail };
  await tellStory(tx, { prospect, entry, at, kind: 'clicked', stage: stageOf(step), step, what });
}
