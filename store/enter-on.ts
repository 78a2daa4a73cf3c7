import type { Instant } from '../core/fact.ts';
import { matches } from '../core/did.ts';
import { mayEnter } from '../core/entry.ts';
import type { StepId } from '../core/frozen.ts';
import type { Ctx, Tx } from './ctx.ts';
import { asPassage, type Entered, insertEntries, type Newcomer } from './entering.ts';
import type { Entry } from './refold.ts';
import { priorityAt } from './rivals.ts';
import { type Current, currentIn } from './versions.ts';

/** Something somebody did that may let them into a journey. */
export type Arrival = Readonly<{
  prospect: string;
  name: string;
  at: Instant;
  props: Readonly<Record<string, unknown>>;
}>;

type Known = Pick<
  Entry,
  'id' | 'journey' | 'entry_key' | 'status' | 'created_at' | 'priority' | 'wants_at'
>;

/** Lets everyone into the journeys that begin with what they did, in the order given. Needs their locks. */
export async function enterOn(
  ctx: Ctx,
  tx: Tx,
  arrivals: readonly Arrival[],
): Promise<readonly Entered[]> {
  const journeys = await currentIn(ctx, tx);
  const wishes = arrivals.flatMap((arrival) => wishesOf(arrival, journeys));
  if (wishes.length === 0) return [];
  const entries = await entriesOf(tx, wishes);
  const entered: Entered[] = [];
  // one after the other: the first to enter may be the speaker that the second finds
  for (const wish of wishes) {
    const known = [
      ...(entries.get(wish.prospect) ?? []),
      ...entered.filter((one) => one.newcomer.prospect === wish.prospect).map(asKnown(ctx)),
    ];
    const may = mayEnter(
      wish.journey.frozen,
      known.filter(({ journey }) => journey === wish.journey.journey).map(asPassage),
      { now: ctx.now(), pace: ctx.pace, deed: wish.deed },
    );
    if (may.kind !== 'yes') continue;
    const speaker = known.find(({ status }) => status === 'speaking');
    const { deed: _, ...newcomer } = wish;
    entered.push(...(await insertEntries(ctx, tx, [{ ...newcomer, key: may.key, speaker }])));
  }
  return entered;
}

type Wish = Omit<Newcomer, 'key' | 'speaker'> & Readonly<{ deed: Pick<Arrival, 'name' | 'props'> }>;

const wishesOf = ({ prospect, name, at, props }: Arrival, journeys: readonly Current[]): Wish[] =>
  journeys.flatMap((journey) => {
    const step = entranceFor(journey, name, props);
    return step === undefined
      ? []
      : [
          {
            prospect,
            journey,
            at: step,
            by: 'event' as const,
            enteredAt: at,
            deed: { name, props },
          },
        ];
  });

function entranceFor(
  { frozen }: Current,
  name: string,
  props: Arrival['props'],
): StepId | undefined {
  const found = frozen.enter.find(
    (entrance) => 'on' in entrance && entrance.on === name && matches(entrance.where, props),
  );
  return found?.at;
}

async function entriesOf(
  tx: Tx,
  wishes: readonly Wish[],
): Promise<ReadonlyMap<string, readonly Known[]>> {
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
    .where('prospect', 'in', [...new Set(wishes.map(({ prospect }) => prospect))])
    .execute();
  return Map.groupBy(rows, ({ prospect }) => prospect);
}

const asKnown =
  (ctx: Ctx) =>
  ({ id, newcomer, waiting }: Entered): Known => ({
    id,
    journey: newcomer.journey.journey,
    entry_key: newcomer.key,
    status: waiting ? 'wanting' : 'speaking',
    created_at: ctx.now(),
    priority: priorityAt(newcomer.journey.frozen, newcomer.at),
    wants_at: null,
  });
