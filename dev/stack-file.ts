import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keys } from './keys.ts';
import type { World } from './world.ts';

/** What runs, for programs that want to talk to it. */
export type Stack = Readonly<{
  api: string;
  temporal: string;
  temporalUi: string;
  namespace: string;
  database: string;
  smtp: string;
  inbox: string;
  apiKey: string;
}>;

/** Where everything of a world is found. Pure. */
export function stackOf({ namespace, ports }: World, { apiKey }: Keys): Stack {
  const api = `http://127.0.0.1:${ports.api}`;
  return {
    api,
    temporal: `127.0.0.1:${ports.temporal}`,
    temporalUi: `http://127.0.0.1:${ports.temporalUi}`,
    namespace,
    database: `postgres://perennial@127.0.0.1:${ports.database}/perennial`,
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    inbox: `${api}/inbox.json`,
    apiKey,
  };
}

/** Says in `stack.json` that it runs: whole or not at all, and for its owner only, since it holds the key. */
export async function writeStack(dir: string, stack: Stack): Promise<void> {
  const fresh = join(dir, `stack.json.${process.pid}`);
  await writeFile(fresh, `${JSON.stringify(stack, undefined, 2)}\n`, { mode: 0o600 });
  await rename(fresh, join(dir, 'stack.json'));
}

export const removeStack = (dir: string): Promise<void> =>
  rm(join(dir, 'stack.json'), { force: true });
