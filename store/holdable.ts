import { sql } from 'kysely';
import type { Ctx, Tx } from './ctx.ts';
import { journeyAndStep, type Scope } from './hold-scope.ts';

/** Why nothing can be held by this name, with what there is; undefined where there is something. */
export function againstScope(
  ctx: Ctx,
  tx: Tx,
  { scope, of }: Scope,
): Promise<string | undefined> | string | undefined {
  switch (scope) {
    case 'all':
      return of === '' ? undefined : 'A hold on all is on everything: leave out `of`.';
    case 'journey':
      return againstJourney(tx, of);
    case 'step':
      return againstStep(tx, of);
    case 'sender':
      return againstSender(ctx, of);
    case 'account':
      return againstAccount(tx, of);
    case 'prospect':
      return againstProspect(tx, of);
  }
}

function againstSender({ house }: Ctx, of: string): string | undefined {
  const known = Object.keys(house.senders);
  return known.includes(of) ? undefined : `There is no sender “${of}”. ${listOf(known)}`;
}

async function againstJourney(tx: Tx, journey: string): Promise<string | undefined> {
  const rows = await tx.selectFrom('journeys').select('journey').orderBy('journey').execute();
  const known = rows.map((row) => row.journey);
  return known.includes(journey) ? undefined : `There is no journey “${journey}”. ${listOf(known)}`;
}

async function againstStep(tx: Tx, of: string): Promise<string | undefined> {
  const [journey, step] = journeyAndStep(of);
  const noJourney = await againstJourney(tx, journey);
  if (noJourney !== undefined) return noJourney;
  const { rows } = await sql<{
    step: string;
  }>`select distinct jsonb_object_keys(frozen::jsonb -> 'steps') as step
    from journey_versions where journey = ${journey} order by 1`.execute(tx);
  const known = rows.map((row) => row.step);
  if (known.includes(step)) return undefined;
  return `The journey “${journey}” has no step “${step}”; a step goes by journey/stage.step. ${listOf(known)}`;
}

async function againstAccount(tx: Tx, domain: string): Promise<string | undefined> {
  const rows = await tx.selectFrom('accounts').select('id').where('domain', '=', domain).execute();
  return rows.length > 0
    ? undefined
    : `There is no account “${domain}”. An account goes by its domain, as in northwind.example.`;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

async function againstProspect(tx: Tx, id: string): Promise<string | undefined> {
  const rows = UUID.test(id)
    ? await tx.selectFrom('prospects').select('id').where('id', '=', id).execute()
    : [];
  return rows.length > 0 ? undefined : 'There is no prospect with this id.';
}

const listOf = (known: readonly string[]): string => `Known: ${known.join(', ')}.`;
