import type { StepId } from '../core/frozen.ts';
import type { Ctx, Tx } from './ctx.ts';
import { mayEnter } from '../core/entry.ts';
import { asPassage, insertEntries } from './entering.ts';
import { unmailable } from './mailable.ts';
import { refold } from './refold.ts';
import { lockProspect, transact } from './transaction.ts';
import { type Current, currentIn } from './versions.ts';

export type Entering = Readonly<{ prospect: string; journey: string; by: 'list' | 'sales' }>;
export type Refused = Readonly<{
  kind: 'refused';
  why: 'unknown-journey' | 'unknown-prospect' | 'no-entrance' | 'not-mailable' | 'too-soon';
  say: string;
}>;
export type EnterAnswer =
  | Readonly<{ kind: 'entered'; entry: string; waiting: boolean }>
  | Readonly<{ kind: 'already'; entry: string }>
  | Refused;

/** Lets one person into a journey by hand; `waiting`: another of their entries speaks first. Safe to repeat. */
export const enter = (ctx: Ctx, entering: Entering): Promise<EnterAnswer> =>
  transact(ctx, async (tx) => {
    const person = await lockProspect(tx, entering.prospect);
    if (person === undefined)
      return refused('unknown-prospect', 'There is no prospect with this id.');
    const door = await doorTo(ctx, tx, entering);
    if (door.kind === 'refused') return door;
    const { journey, at } = door;
    const topic = journey.frozen.topic;
    const why = (await unmailable(ctx, tx, { people: [person], topic })).get(person.id);
    if (why !== undefined) return refused('not-mailable', why.say);
    const entries = await entriesOf(tx, person.id);
    const before = entries.filter((entry) => entry.journey === journey.journey);
    const may = mayEnter(journey.frozen, before.map(asPassage), { now: ctx.now(), pace: ctx.pace });
    if (may.kind === 'already') return may;
    if (may.kind === 'no') return refused('too-soon', may.say);
    const speaker = entries.find(({ status }) => status === 'speaking');
    const newcomer = {
      prospect: person.id,
      journey,
      at,
      by: entering.by,
      key: may.key,
      enteredAt: ctx.now(),
      speaker,
    };
    const entered = await insertEntries(ctx, tx, [newcomer]);
    await refold(ctx, tx, { people: [person], starting: new Set(entered.map(({ id }) => id)) });
    return (
      entered.map(({ id, waiting }) => ({ kind: 'entered' as const, entry: id, waiting }))[0] ??
      refused('unknown-prospect', 'There is no prospect with this id.')
    );
  });

export type Door = Readonly<{ kind: 'door'; journey: Current; at: StepId }>;

/** Where this journey takes people in by this way. */
export async function doorTo(
  ctx: Ctx,
  tx: Ctx['db'] | Tx,
  { journey, by }: Omit<Entering, 'prospect'>,
): Promise<Door | Refused> {
  const journeys = await currentIn(ctx, tx);
  const found = journeys.find((one) => one.journey === journey);
  if (found === undefined)
    return refused('unknown-journey', `There is no journey ‘${journey}’ that can be entered now.`);
  const entrance = found.frozen.enter.find((one) => 'by' in one && one.by === by);
  if (entrance === undefined)
    return refused(
      'no-entrance',
      `Nobody enters ‘${journey}’ by ${by === 'list' ? 'list' : 'sales'}.`,
    );
  const { again } = found.frozen;
  if (typeof again === 'object' && 'per' in again)
    return refused(
      'no-entrance',
      `This journey takes people once for each ${again.per.property} of ${again.per.of}, and nothing says for which: they come in by that event alone.`,
    );
  return { kind: 'door', journey: found, at: entrance.at };
}

const entriesOf = (tx: Tx, prospect: string) =>
  tx
    .selectFrom('entries')
    .select(['id', 'journey', 'entry_key', 'status', 'created_at', 'priority', 'wants_at'])
    .where('prospect', '=', prospect)
    .execute();

const refused = (why: Refused['why'], say: string): Refused => ({ kind: 'refused', why, say });
