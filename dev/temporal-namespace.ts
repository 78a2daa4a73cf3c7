import { Client, Connection } from '@temporalio/client';
import { prepareNamespace } from '../relay/namespace.ts';
import { searchAttributes } from '../workflows/messages.ts';

const PATIENCE = 30_000;

/**
 * Makes sure that the namespace is there and that prospects can be found by our search attributes: a new namespace, and
 * one of a server that lies elsewhere, knows them only after a while. Throws after 30 s.
 */
export async function readyNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const query = searchAttributes.map(({ name }) => `${name} is null`).join(' and ');
  try {
    const until = performance.now() + PATIENCE;
    while (!(await succeeds(() => prepareNamespace(client, namespace), until)));
    while (!(await succeeds(() => client.workflow.count(query), until)));
  } finally {
    await connection.close();
  }
}

async function succeeds(work: () => Promise<unknown>, until: number): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (performance.now() > until) throw error;
    await new Promise((done) => setTimeout(done, 100));
    return false;
  }
}
