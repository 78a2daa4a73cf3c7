import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** IndexedValueType of Temporal's API. */
const KEYWORD = 2;
const BOOL = 5;
const DATETIME = 6;

/** What operators filter and sort prospects by, in the Temporal UI. */
export const searchAttributes = {
  Journey: KEYWORD,
  JourneyVersion: KEYWORD,
  Stage: KEYWORD,
  Step: KEYWORD,
  WaitingFor: KEYWORD,
  Owner: KEYWORD,
  NextActionAt: DATETIME,
  SlaDueAt: DATETIME,
  Faulted: BOOL,
} as const;

const ALREADY_EXISTS = 6;

/**
 * Makes sure that the namespace is there with its search attributes. Resolves when they can be used: an elsewhere
 * hosted server needs seconds, so it asks again for up to 30.
 */
export async function prepareNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await register(connection, namespace);
    const ask = { namespace, searchAttributes };
    await retry(() => connection.operatorService.addSearchAttributes(ask).catch(unlessThere));
    await retry(() => usable(connection, namespace));
  } finally {
    await connection.close();
  }
}

async function register(connection: Connection, namespace: string): Promise<void> {
  const workflowExecutionRetentionPeriod = msToTs('3 days');
  const wanted = { namespace, workflowExecutionRetentionPeriod };
  await connection.workflowService.registerNamespace(wanted).catch(unlessThere);
}

async function usable(connection: Connection, namespace: string): Promise<void> {
  const query = Object.entries(searchAttributes).map(([name]) => `${name} is null`);
  await connection.workflowService.countWorkflowExecutions({
    namespace,
    query: query.join(' and '),
  });
}

function unlessThere(error: unknown): void {
  const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
  if (code !== ALREADY_EXISTS) throw error;
}

async function retry(work: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + 30_000;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}
