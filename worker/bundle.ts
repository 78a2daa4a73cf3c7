import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type Logger } from '@temporalio/worker';

/** workflows/ and what they import, as one script without any journey. */
export type Engine = Readonly<{
  code: string;
  /** What its code hashes to, in few letters: the history of each task carries it. Content is no part of it. */
  buildId: string;
}>;
export type Version = Readonly<{ hash: string; text: string }>;

/** The marker of workflows/published-texts.ts, as the bundler writes it. */
const PLACE = /(['"])@@published@@\1:\s*(['"])\2/g;

/** Takes a second or more; once a process. */
export async function bundleEngine(logger: Logger): Promise<Engine> {
  const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger });
  const bare = code.slice(0, code.lastIndexOf('//# sourceMappingURL='));
  return { code, buildId: createHash('sha256').update(bare).digest('hex').slice(0, 7) };
}

/**
 * The engine with those versions in it, as a Worker takes it. Takes no time, so a new version costs no new bundle. Throws where
 * there is no place for them: then the marker has changed.
 */
export function withVersions(engine: Engine, versions: readonly Version[]): { code: string } {
  const places = engine.code.match(PLACE)?.length ?? 0;
  if (places !== 1) throw new Error(`the bundle has ${places} places for journey versions, not 1`);
  const pairs = versions.map(
    ({ hash, text }) => `${JSON.stringify(hash)}: ${JSON.stringify(text)}`,
  );
  return { code: engine.code.replace(PLACE, () => pairs.join(', ')) };
}
