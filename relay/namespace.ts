import type { Client } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time.js';
import { searchAttributes } from '../workflows/messages.ts';
import { codeOf } from './error-log.ts';

/** How long closed runs are kept for whoever looks. */
const RETENTION = '3 days';
/** IndexedValueType of Temporal's API. */
const INDEXED = { KEYWORD: 2, BOOL: 5, DATETIME: 6 } as const;
/** gRPC codes. */
const NOT_FOUND = '5';
const ALREADY_EXISTS = '6';
const DENIED = ['7', '12'];

/**
 * The id of the namespace in which our workflows can live: registered where it is missing, with the search attributes that their starts
 * carry. Each new database of Temporal gives it another id. Where we may not change it (Temporal Cloud) ops have made it, and it is
 * left as it is. Throws when Temporal is away, or does not know yet what it was told: ask again.
 */
export async function prepareNamespace(client: Client, namespace: string): Promise<string> {
  const id = await namespaceId(client, namespace);
  await addSearchAttributes(client, namespace);
  return id;
}

async function namespaceId(client: Client, namespace: string): Promise<string> {
  const found = await client.workflowService
    .describeNamespace({ namespace })
    .catch(async (error: unknown) => {
      if (!isMissing(error)) throw error;
      await register(client, namespace);
      return client.workflowService.describeNamespace({ namespace });
    });
  const id = found.namespaceInfo?.id;
  if (!id) throw new Error(`Temporal gave no id for the namespace ${namespace}`);
  return id;
}

async function register(client: Client, namespace: string): Promise<void> {
  const workflowExecutionRetentionPeriod = msToTs(RETENTION);
  const wanted = { namespace, workflowExecutionRetentionPeriod };
  await client.workflowService.registerNamespace(wanted).catch(unless([ALREADY_EXISTS]));
}

async function addSearchAttributes(client: Client, namespace: string): Promise<void> {
  const wanted = searchAttributes.map(({ name, type }) => [name, INDEXED[type]] as const);
  const request = { namespace, searchAttributes: Object.fromEntries(wanted) };
  await client.connection.operatorService
    .addSearchAttributes(request)
    .catch(unless([ALREADY_EXISTS, ...DENIED]));
}

const isMissing = (error: unknown): boolean =>
  error instanceof NamespaceNotFoundError || codeOf(error) === NOT_FOUND;

const unless =
  (fine: readonly string[]) =>
  (error: unknown): void => {
    if (!fine.includes(codeOf(error) ?? '')) throw error;
  };
