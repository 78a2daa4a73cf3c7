import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { World } from './world.ts';

const secret = z.string().min(32);
const Keys = z.object({
  /** `pk_<world>_…`: what the API's callers send. */
  apiKey: z.string().min(32),
  /** The first one signs links, all verify. */
  linkKeys: z.array(z.object({ id: z.string(), secret })).min(1),
  /** What addresses are hashed with for suppressions. */
  pepper: secret,
});
export type Keys = Readonly<z.infer<typeof Keys>>;

/** The secrets of a world: made once, readable by its owner only. Losing them makes sent links and suppressions void. */
export async function keysOf({ name, dir }: World): Promise<Keys> {
  const path = join(dir, 'keys.json');
  const fresh = `${path}.${process.pid}`;
  const made: Keys = {
    apiKey: `pk_${name}_${random()}`,
    linkKeys: [{ id: 'k1', secret: random() }],
    pepper: random(),
  };
  await writeFile(fresh, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600 });
  // Only where there are none: whole or not at all, and never over others.
  await link(fresh, path).catch(unlessThere);
  await rm(fresh);
  const kept = Keys.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!kept.success) throw new Error(`${path} does not hold this world's keys.`);
  return kept.data;
}

const random = (): string => randomBytes(32).toString('base64url');

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
