import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Api, createApi } from './api.ts';
import { Mishap } from './mishap.ts';
import { createOutput, type Output } from './output.ts';
import { findStack, type Stack, type World } from './stack.ts';

/** What every verb may use; nothing is looked for before it is asked for. */
export type Cli = Readonly<{
  output: Output;
  /** The project folder. */
  dir: string;
  env: NodeJS.ProcessEnv;
  /** A world was named: it goes before the environment. */
  worldAsked: boolean;
  stack: () => Promise<Stack>;
  api: () => Promise<Api>;
}>;
export type GlobalOptions = Readonly<{ world?: World; project?: string; json?: true }>;

export function createCli(options: GlobalOptions, env: NodeJS.ProcessEnv): Cli {
  const dir = projectDir(options.project);
  const stack = (): Promise<Stack> => findStack(dir, options.world, env);
  return {
    output: createOutput(options.json ?? false),
    dir,
    env,
    worldAsked: options.world !== undefined,
    stack,
    api: async () => createApi(await stack()),
  };
}

/** --project, else the nearest folder upwards that has a house, else the sample that this package brings. */
function projectDir(asked: string | undefined): string {
  if (asked === undefined)
    return upwards(process.cwd()) ?? dirname(fileURLToPath(new URL('.', import.meta.url)));
  const dir = resolve(asked);
  if (hasHouse(dir)) return dir;
  throw new Mishap(`${dir} is no project: it has no journeys/house.ts.`, 2);
}

function upwards(dir: string): string | undefined {
  if (hasHouse(dir)) return dir;
  return dirname(dir) === dir ? undefined : upwards(dirname(dir));
}

const hasHouse = (dir: string): boolean => existsSync(join(dir, 'journeys', 'house.ts'));
