import { join } from 'node:path';

/** One of the two worlds of a project folder: the demo, where a day takes two seconds, and the real one. */
export type World = Readonly<{
  name: 'demo' | 'real';
  /** Its own folder: data, keys, logs. Removing it ends the world. */
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

/** Which world the command line and the environment mean. Throws what to type instead. */
export function worldOf(args: readonly string[], env: NodeJS.ProcessEnv, project: string): World {
  const unknown = args.find((arg) => arg !== '--real');
  if (unknown !== undefined)
    throw new Error(`“${unknown}” is not known. There is: npm start, and: npm start -- --real`);
  const name = args.includes('--real') ? 'real' : 'demo';
  return {
    name,
    dir: join(project, '.perennial', name),
    pace: name === 'demo' ? DEMO_PACE : 1,
    namespace: `perennial-${name}`,
    ports: portsFrom(env['PERENNIAL_PORT'], name === 'demo' ? 7300 : 7310),
  };
}

function portsFrom(given: string | undefined, usual: number): Ports {
  const api = given === undefined || given === '' ? usual : Number(given);
  if (!Number.isInteger(api) || api < 1 || api + 4 > LAST_PORT)
    throw new Error(`PERENNIAL_PORT must be a number from 1 to ${LAST_PORT - 4}.`);
  return { api, temporal: api + 1, temporalUi: api + 2, database: api + 3, smtp: api + 4 };
}
