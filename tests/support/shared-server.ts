/**
 * Vitest runs a globalSetup once for each project, in one process: this lets the projects share what it starts. The
 * last one to leave stops it.
 */
export async function shared<T extends { stop(): Promise<void> }>(
  name: string,
  start: () => Promise<T>,
): Promise<{ server: T; leave: () => Promise<void> }> {
  const servers = globalThis as unknown as Record<symbol, Shared<T> | undefined>;
  const key = Symbol.for(`perennial.tests.${name}`);
  const mine = (servers[key] ??= { users: 0, server: start() });
  mine.users += 1;
  const leave = async (): Promise<void> => {
    mine.users -= 1;
    if (mine.users > 0) return;
    delete servers[key];
    await (await mine.server).stop();
  };
  return { server: await mine.server, leave };
}
type Shared<T> = { users: number; server: Promise<T> };
