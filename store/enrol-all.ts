import type { Ctx, Tx } from './ctx.ts';
import { doorTo, type Door, type Refused } from './enter.ts';
import { type May, mayEnter } from '../core/entry.ts';
import { asPassage, insertEntries, type Newcomer } from './entering.ts';
import { type Unmailable, unmailable } from './mailable.ts';
import { type Entry, refold } from './refold.ts';
import { lockProspects, type Prospect, transact } from './transaction.ts';

/** Of everyone in the store: each is in exactly one of these. */
export type EnrolCounts = Readonly<{
  enrolled: number;
  already: number;
  suppressed: number;
  withoutConsent: number;
  /** The journey's own rule about coming again. */
  refused: number;
}>;

const NOBODY_YET: EnrolCounts = {
  enrolled: 0,
  already: 0,
  suppressed: 0,
  withoutConsent: 0,
  refused: 0,
};

/** Nobody can be let in this way. */
export class NotEnrollable extends Error {
  override name = 'NotEnrollable';
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.say);
    this.refused = refused;
  }
}

/** So many people are locked at once; their mails and answers wait that long. */
const CHUNK = 500;

/**
 * Lets everyone in who may be written to. Each chunk is a transaction of its own: after a crash, or to be sure, say it again. Throws
 * NotEnrollable when the journey is not there or takes nobody by list.
 */
export async function enrolAll(ctx: Ctx, journey: string): Promise<EnrolCounts> {
  const door = await doorTo(ctx, ctx.db, { journey, by: 'list' });
  if (door.kind === 'refused') throw new NotEnrollable(door);
  let counts = NOBODY_YET;
  let after: string | undefined;
  do {
    const chunk = await enrolChunk(ctx, door, after);
    counts = add(counts, chunk.fates);
    after = chunk.last;
  } while (after !== undefined);
  return counts;
}

/** As `enrolAll`, for these people only: at most a few hundred, who are locked together. */
export async function enrolThese(
  ctx: Ctx,
  journey: string,
  ids: readonly string[],
): Promise<EnrolCounts> {
  const door = await doorTo(ctx, ctx.db, { journey, by: 'list' });
  if (door.kind === 'refused') throw new NotEnrollable(door);
  const fates = await transact(ctx, async (tx) => {
    const people = await lockProspects(tx, ids);
    const there = people.filter(({ merged_into, email_key }) => !merged_into && email_key !== null);
    return enrolPeople(ctx, tx, { people: there, door });
  });
  return add(NOBODY_YET, fates);
}

type Fate = keyof EnrolCounts;
type Chunk = Readonly<{ fates: readonly Fate[]; last: string | undefined }>;

const enrolChunk = (ctx: Ctx, door: Door, after: string | undefined): Promise<Chunk> =>
  transact(ctx, async (tx) => {
    const people = await lockNext(tx, after);
    return { fates: await enrolPeople(ctx, tx, { people, door }), last: people.at(-1)?.id };
  });

/** Needs the locks of these people. */
async function enrolPeople(ctx: Ctx, tx: Tx, judging: Judging): Promise<readonly Fate[]> {
  const judged = await judge(ctx, tx, judging);
  const newcomers = judged.flatMap(({ newcomer }) => newcomer ?? []);
  const entered = await insertEntries(ctx, tx, newcomers);
  const fresh = new Set(newcomers.map(({ prospect }) => prospect));
  const starting = new Set(entered.map(({ id }) => id));
  const people = judging.people.filter(({ id }) => fresh.has(id));
  await refold(ctx, tx, { people, starting });
  return judged.map(({ fate }) => fate);
}

/** In the order of their ids, as all who lock many do. */
const lockNext = (tx: Tx, after: string | undefined): Promise<Prospect[]> =>
  tx
    .selectFrom('prospects')
    .selectAll()
    .where('merged_into', 'is', null)
    .where('email_key', 'is not', null)
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(CHUNK)
    .forUpdate()
    .execute();

type Judged = Readonly<{ fate: Fate; newcomer?: Newcomer }>;
type Judging = Readonly<{ people: readonly Prospect[]; door: Door }>;

async function judge(ctx: Ctx, tx: Tx, { people, door }: Judging): Promise<readonly Judged[]> {
  const { journey, at } = door;
  const reasons = await unmailable(ctx, tx, { people, topic: journey.frozen.topic });
  const entries = await entriesOf(tx, people);
  const now = ctx.now();
  return people.map(({ id }) => {
    const own = entries.get(id) ?? [];
    const before = own.filter((entry) => entry.journey === journey.journey).map(asPassage);
    const may = mayEnter(journey.frozen, before, { now, pace: ctx.pace });
    const fate = fateOf(may, reasons.get(id));
    if (fate !== 'enrolled' || may.kind !== 'yes') return { fate };
    const speaker = own.find(({ status }) => status === 'speaking');
    return {
      fate,
      newcomer: { prospect: id, journey, at, by: 'list', key: may.key, enteredAt: now, speaker },
    };
  });
}

function fateOf(may: May, unmailed: Unmailable | undefined): Fate {
  if (unmailed?.why === 'suppressed') return 'suppressed';
  if (unmailed !== undefined) return 'withoutConsent';
  if (may.kind === 'already') return 'already';
  return may.kind === 'yes' ? 'enrolled' : 'refused';
}

type Known = Pick<
  Entry,
  'id' | 'prospect' | 'journey' | 'entry_key' | 'status' | 'created_at' | 'priority' | 'wants_at'
>;

async function entriesOf(
  tx: Tx,
  people: readonly Prospect[],
): Promise<ReadonlyMap<string, readonly Known[]>> {
  if (people.length === 0) return new Map();
  const rows = await tx
    .selectFrom('entries')
    .select([
      'id',
      'prospect',
      'journey',
      'entry_key',
      'status',
      'created_at',
      'priority',
      'wants_at',
    ])
    .where(
      'prospect',
      'in',
      people.map(({ id }) => id),
    )
    .execute();
  return Map.groupBy(rows, ({ prospect }) => prospect);
}

const add = (counts: EnrolCounts, fates: readonly Fate[]): EnrolCounts => {
  const sum = { ...counts };
  for (const fate of fates) sum[fate] += 1;
  return sum;
};
