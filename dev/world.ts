import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** One of the two worlds of a project folder: the demo, where a day takes two seconds, and the real one. */
export type World = Readonly<{
  name: 'demo' | 'real';
  /** The project folder: journeys, mails and import maps. */
  project: string;
  /** The world's own folder: data, keys, logs. Removing it ends the world. */
  dir: string;
  /** 1: real time. */
  pace: number;
  namespace: string;
  ports: Ports;
}>;
export type Ports = Readonly<{
  api: number;
  temporal: number;
  temporalUi: number;
  database: number;
  smtp: number;
}>;

const DEMO_PACE = 1 / 43_200;
const LAST_PORT = 65_535;
const USE = 'There is: npm start, npm start -- --real, and npm start -- --project DIR';

/** Which world the command line and the environment mean. Throws what to type instead. */
export function worldOf(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  usualProject: string,
): World {
  const { real, project } = optionsIn(args);
  const name = real ? 'real' : 'demo';
  const dir = resolve(project ?? usualProject);
  return {
    name,
    project: dir,
    dir: join(dir, '.perennial', name),
    pace: real ? 1 : DEMO_PACE,
    namespace: `perennial-${name}`,
    ports: portsFrom(env['PERENNIAL_PORT'], real ? 7310 : 7300),
  };
}

function optionsIn(args: readonly string[]): { real: boolean; project: string | undefined } {
  const options = { real: { type: 'boolean' }, project: { type: 'string' } } as const;
  try {
    const { real = false, project } = parseArgs({ args: [...args], options }).values;
    return { real, project };
  } catch {
    throw new Error(`“${args.join(' ')}” is not understood. ${USE}`);
  }
}

function portsFrom(given: string | undefined, usual: number): Ports {
  const api = given === undefined || given === '' ? usual : Number(given);
  if (!Number.isInteger(api) || api < 1 || api + 4 > LAST_PORT)
    throw new Error(`PERENNIAL_PORT must be a number from 1 to ${LAST_PORT - 4}.`);
  return { api, temporal: api + 1, temporalUi: api + 2, database: api + 3, smtp: api + 4 };
}
