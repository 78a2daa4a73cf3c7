import { sql } from 'kysely';
import type { Ctx, Tx } from './ctx.ts';
import { journeyAndStep, type Scope } from './hold-scope.ts';

/** Why nothing can be held by this name, with what there is; undefined where there is something. */
export async function againstScope(
  ctx: Ctx,
  tx: Tx,
  { scope, of }: Scope,
): Promise<string | undefined> {
  switch (scope) {
    case 'all':
      return of === '' ? undefined : 'A hold on all is on everything: leave out `of`.';
    case 'journey':
      return (await hasJourney(tx, of)) ? undefined : noJourney(tx, of);
    case 'step':
      return againstStep(tx, of);
    case 'sender': {
      const known = Object.keys(ctx.house.senders);
      return known.includes(of) ? undefined : `There is no sender “${of}”. ${listOf(known)}`;
    }
    case 'account':
      return (await hasAccount(tx, of))
        ? undefined
        : `There is no account “${of}”. An account goes by its domain, as in northwind.example.`;
    case 'prospect':
      return (await hasProspect(tx, of)) ? undefined : 'There is no prospect with this id.';
  }
}

async function againstStep(tx: Tx, of: string): Promise<string | undefined> {
  const [journey, step] = journeyAndStep(of);
  if (!(await hasJourney(tx, journey))) return noJourney(tx, journey);
  const { rows } = await sql<{
    step: string;
  }>`select distinct jsonb_object_keys(frozen::jsonb -> 'steps') as step
    from journey_versions where journey = ${journey} order by 1`.execute(tx);
  const known = rows.map((row) => row.step);
  if (known.includes(step)) return undefined;
  return `The journey “${journey}” has no step “${step}”; a step goes by journey/stage.step. ${listOf(known)}`;
}

const hasJourney = async (tx: Tx, journey: string): Promise<boolean> =>
  (await journeysIn(tx)).includes(journey);

const noJourney = async (tx: Tx, journey: string): Promise<string> =>
  `There is no journey “${journey}”. ${listOf(await journeysIn(tx))}`;

async function journeysIn(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.selectFrom('journeys').select('journey').orderBy('journey').execute();
  return rows.map(({ journey }) => journey);
}

const hasAccount = async (tx: Tx, domain: string): Promise<boolean> =>
  (await tx.selectFrom('accounts').select('id').where('domain', '=', domain).executeTakeFirst()) !==
  undefined;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

const hasProspect = async (tx: Tx, id: string): Promise<boolean> =>
  UUID.test(id) &&
  (await tx.selectFrom('prospects').select('id').where('id', '=', id).executeTakeFirst()) !==
    undefined;

const listOf = (known: readonly string[]): string => `Known: ${known.join(', ')}.`;
