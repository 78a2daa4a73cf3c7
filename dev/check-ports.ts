import { isFree } from './free-port.ts';
import { postgresPort } from './postgres.ts';
import { runningTemporal } from './temporal.ts';
import type { Ports, World } from './world.ts';

/**
 * Throws when a port is held by anything but this world's own servers, which a killed run may have left behind: they
 * are known by the data they run on, not by their port.
 */
export async function checkPorts({ dir, ports }: World): Promise<void> {
  const temporal = (await runningTemporal(dir))?.port;
  const ours = new Set([await postgresPort(dir)]);
  if (temporal === ports.temporal) ours.add(ports.temporal).add(ports.temporalUi);
  const taken: string[] = [];
  for (const [port, what] of users(ports))
    if (!ours.has(port) && !(await isFree(port))) taken.push(`${port} (for ${what})`);
  if (taken.length === 0) return;
  throw new Error(
    `Another program listens on ${taken.join(' and ')}. Stop it, or start elsewhere: ` +
      `PERENNIAL_PORT=${ports.api + 100} npm start uses that port and the four after it.`,
  );
}

const users = (ports: Ports): ReadonlyMap<number, string> =>
  new Map([
    [ports.api, 'the product'],
    [ports.temporal, 'Temporal'],
    [ports.temporalUi, 'the Temporal UI'],
    [ports.database, 'PostgreSQL'],
    [ports.smtp, 'the inbox'],
  ]);
