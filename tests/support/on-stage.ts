import type { WorkflowHandle } from '@temporalio/client';
import { inject } from 'vitest';
import type { Explanation } from '../../workflows/messages.ts';
import { explain } from '../../workflows/messages.ts';
import { eventually } from './eventually.ts';
import { installRuntime, type Options, Stage } from './stage.ts';

installRuntime();

/** Opens a stage on the shared server for one act, and closes it whatever happens. */
export async function onStage<T>(options: Options, act: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await Stage.open(inject('temporalAddress'), options);
  try {
    return await act(stage);
  } finally {
    await stage.close();
  }
}

/** What the workflow says of itself, once it fits. */
export const explained = (
  handle: WorkflowHandle,
  fits: (seen: Explanation) => boolean,
): Promise<Explanation> =>
  eventually(async () => {
    const seen = await handle.query(explain);
    if (!fits(seen)) throw new Error(`not so: ${JSON.stringify(seen)}`);
    return seen;
  });

/** The search attributes the server has of it, once they fit. */
export const shownOnce = (
  handle: WorkflowHandle,
  fits: (shown: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> =>
  eventually(async () => {
    const { typedSearchAttributes } = await handle.describe();
    const all = typedSearchAttributes.getAll();
    const shown = Object.fromEntries(
      all.map(({ key, value }): [string, unknown] => [key.name, value]),
    );
    if (!fits(shown)) throw new Error(`not so: ${JSON.stringify(shown)}`);
    return shown;
  });
