import type { Ctx } from '../../store/ctx.ts';
import { enrolThese } from '../../store/enrol-all.ts';
import { doorTo } from '../../store/enter.ts';
import type { FileMemory } from '../../store/file-memory.ts';
import { currentJourneys } from '../../store/versions.ts';
import { Problem } from '../http/problem.ts';
import { suggestion } from '../http/suggestion.ts';
import type { Enrolled, ImportResult } from './import-result.ts';
import type { ImportJob } from './run-import.ts';

const CHUNK = 500;

/** @throws Problem when there is no such journey, or nobody enters it from a list. */
export async function refuseUnknownJourney(ctx: Ctx, journey: string): Promise<void> {
  const door = await doorTo(ctx, ctx.db, { journey, by: 'list' });
  if (door.kind !== 'refused') return;
  const names = (await currentJourneys(ctx)).map((current) => current.journey);
  const hint = door.why === 'unknown-journey' ? ` ${suggestion(journey, names)}` : '';
  throw new Problem(door.why, `${door.say}${hint}`);
}

/** Enrols the people of a file that was just imported, whether they are new or not. */
export async function enrolFile(
  ctx: Ctx,
  journey: string,
  { memory, tell }: Readonly<{ memory: FileMemory; tell: ImportJob['tell'] }>,
): Promise<Pick<ImportResult, 'enrolled'>> {
  const enrolled: Enrolled = {
    journey,
    enrolled: 0,
    already: 0,
    suppressed: 0,
    withoutConsent: 0,
    refused: 0,
  };
  for await (const ids of memory.prospects(CHUNK)) {
    const more = await enrolThese(ctx, journey, ids);
    for (const fate of ['enrolled', 'already', 'suppressed', 'withoutConsent', 'refused'] as const)
      enrolled[fate] += more[fate];
    await tell({ kind: 'enrolling', ...enrolled });
  }
  return { enrolled };
}
