import type { Closing } from './closing.ts';
import { type Inbox, startInbox } from './inbox.ts';
import type { Log } from './log.ts';
import { startPostgres } from './postgres.ts';
import { startTemporal } from './temporal.ts';
import { readyNamespace } from './temporal-namespace.ts';
import type { World } from './world.ts';

/** The three servers that the product needs, all at once, each on this world's own data. */
export async function startServers(world: World, closing: Closing, log: Log): Promise<Inbox> {
  const { dir, ports } = world;
  const temporal = startTemporal({ dir, port: ports.temporal, uiPort: ports.temporalUi, log });
  const postgres = startPostgres({ dir, port: ports.database, log });
  const inbox = startInbox({ dir, port: ports.smtp });
  const [kept] = await Promise.all([
    closing.add('the inbox', inbox, (it) => it.stop()),
    closing.add('PostgreSQL', postgres, (it) => it.stop()),
    closing
      .add('Temporal', temporal, (it) => it.stop())
      .then((it) => readyNamespace(it.address, world.namespace)),
  ]);
  return kept;
}
