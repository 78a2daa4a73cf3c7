import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Mishap } from './mishap.ts';

/** What a running local stack says of itself in `.perennial/<world>/stack.json`. */
const stackFile = z.looseObject({
  api: z.string(),
  apiKey: z.string(),
  smtp: z.string().optional(),
  inbox: z.string().optional(),
  temporal: z.string().optional(),
  temporalUi: z.string().optional(),
});
export type Stack = z.infer<typeof stackFile> & Readonly<{ world: World | undefined }>;
export type World = 'demo' | 'real';

/** How to reach Perennial: the world that was asked for, else the environment, else the one that runs. */
export async function findStack(
  dir: string,
  asked: World | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Stack> {
  if (asked === undefined && env['PERENNIAL_URL']) return fromEnvironment(env);
  const worlds: readonly World[] = asked === undefined ? ['demo', 'real'] : [asked];
  const known = (await Promise.all(worlds.map((world) => read(dir, world)))).filter(
    (stack) => stack !== undefined,
  );
  const running = await Promise.all(known.map(isRunning));
  const stacks = known.filter((_, index) => running[index]);
  const [stack] = stacks;
  if (stack === undefined) throw new Mishap(notRunning(dir, asked));
  if (stacks.length > 1)
    throw new Mishap('Both worlds run. Say which: --world demo, or --world real.', 2);
  return stack;
}

function fromEnvironment(env: NodeJS.ProcessEnv): Stack {
  const [api, apiKey] = [env['PERENNIAL_URL'], env['PERENNIAL_API_KEY']];
  const [smtp, temporal] = [env['SMTP_URL'], env['TEMPORAL_ADDRESS']];
  if (!api || !URL.canParse(api)) throw new Mishap('PERENNIAL_URL is not a URL.', 2);
  if (!apiKey) throw new Mishap('PERENNIAL_URL is set, PERENNIAL_API_KEY is not.', 2);
  return {
    api: api.replace(/\/$/, ''),
    apiKey,
    world: undefined,
    ...(smtp && { smtp }),
    ...(temporal && { temporal }),
  };
}

const fileOf = (dir: string, world: World): string => join(dir, '.perennial', world, 'stack.json');

async function read(dir: string, world: World): Promise<Stack | undefined> {
  const file = fileOf(dir, world);
  if (!existsSync(file)) return undefined;
  const parsed = stackFile.safeParse(jsonOf(await readFile(file, 'utf8')));
  return parsed.success ? { ...parsed.data, world } : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // a stack that is being written
  }
}

/** The file may be of a stack that was killed, and its port be somebody else's by now. */
async function isRunning({ api, world }: Stack): Promise<boolean> {
  try {
    const answer = await fetch(`${api}/health`, { signal: AbortSignal.timeout(3000) });
    const said = z.object({ world: z.string() }).safeParse(await answer.json());
    return answer.ok && said.data?.world === world;
  } catch {
    return false;
  }
}

function notRunning(dir: string, asked: World | undefined): string {
  const start = asked === 'real' ? 'npm start -- --real' : 'npm start';
  const which = asked === undefined ? 'No Perennial runs' : `The ${asked} world does not run`;
  return `${which} in ${dir}. Start it with: ${start} — or set PERENNIAL_URL and PERENNIAL_API_KEY.`;
}
