import { Connection, isGrpcServiceError } from '@temporalio/client';

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

const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const DAY_SECONDS = 24 * 3600;

/**
 * Makes sure that the namespace is there with its search attributes. Resolves when they can be used: an elsewhere
 * hosted server needs seconds, so it asks again for up to 30.
 */
export async function prepareNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await register(connection, namespace);
    const ask = { namespace, searchAttributes };
    await retry(() => connection.operatorService.addSearchAttributes(ask));
    await retry(() => usable(connection, namespace));
  } finally {
    await connection.close();
  }
}

async function register(connection: Connection, namespace: string): Promise<void> {
  const workflowExecutionRetentionPeriod = { seconds: 3 * DAY_SECONDS };
  const wanted = { namespace, workflowExecutionRetentionPeriod };
  await connection.workflowService.registerNamespace(wanted).catch((error: unknown) => {
    if (!isGrpcServiceError(error) || error.code !== ALREADY_EXISTS) throw error;
  });
}

async function usable(connection: Connection, namespace: string): Promise<void> {
  const query = Object.entries(searchAttributes).map(([name]) => `${name} is null`);
  await connection.workflowService.countWorkflowExecutions({
    namespace,
    query: query.join(' and '),
  });
}

async function retry<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + 30_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const known = isGrpcServiceError(error) && error.code === ALREADY_EXISTS;
      if (known) return undefined as T;
      if (performance.now() > until) throw error;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}
