import { join } from 'node:path';
import type { House } from '../../core/language/vocabulary.ts';
import { seriesOf } from '../../core/series.ts';
import { mailNames } from '../../mail/mail-names.ts';
import { loadProject, type Project } from '../../project/load.ts';
import type { Setup } from '../../simulator/setup.ts';
import { sliceOf } from '../../zones/slice.ts';

/** A project, made ready to be played: without a server, and without reading a single mail. */
export type Simulation = Readonly<{
  dir: string;
  house: House;
  project: Project;
  /** The ids of its mails, by name. */
  mails: readonly string[];
  setup: Setup;
}>;

/**
 * Loads a project folder for the simulator: its journeys as they would be frozen now, its series by the names of their folders, the
 * zones with the house's holidays. Journeys that cannot be frozen are among `project.problems`. @throws HouseError
 */
export async function loadSimulation(dir: string): Promise<Simulation> {
  const [project, { mails }] = await Promise.all([
    loadProject(dir),
    mailNames(join(dir, 'templates')),
  ]);
  return { dir: project.dir, house: project.house, project, mails, setup: setupOf(project, mails) };
}

/** The world that the simulator plays in: a project's journeys and house, and the mails that there are. Deterministic. */
export function setupOf(
  { data, journeys }: Pick<Project, 'data' | 'journeys'>,
  mails: readonly string[],
): Setup {
  const holidays = data.holidays ?? [];
  return {
    house: data,
    versions: new Map(journeys.map(({ hash, frozen }) => [hash, frozen])),
    series: seriesOf(new Map(mails.map((mail) => [mail, undefined]))),
    sliceFor: (zone, at) => sliceOf(zone, at, { holidays }),
  };
}
