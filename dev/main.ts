import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { checkPorts } from './check-ports.ts';
import { Closing } from './closing.ts';
import type { Log } from './log.ts';
import { becomeOnlyOne, leave } from './only-one.ts';
import { startStack } from './stack.ts';
import { worldOf } from './world.ts';

/** Whoever asked us to stop has waited long enough after this; ms. */
const PATIENCE = 30_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Where an installation's own servers are: none of a local stack's business, and it says so. */
const ELSEWHERE = [
  'DATABASE_URL',
  'TEMPORAL_ADDRESS',
  'SMTP_URL',
  'PERENNIAL_MAIL',
  'PERENNIAL_URL',
  'PERENNIAL_DKIM_DOMAIN',
  'PERENNIAL_RETURN_PATH',
  'PERENNIAL_INBOUND',
  'PERENNIAL_EVIDENCE',
] as const;

const log: Log = (line) => void process.stdout.write(`${line}\n`);

/** `npm start`: the whole stack on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const usualProject = fileURLToPath(new URL('..', import.meta.url));
  const world = worldOf(process.argv.slice(2), process.env, usualProject);
  // Others may pass (for root PostgreSQL runs as nobody), but not look.
  await mkdir(world.dir, { recursive: true, mode: 0o711 });
  const first = await becomeOnlyOne(world.dir, `http://127.0.0.1:${world.ports.api}`);
  if (first) {
    log(`The ${world.name} world runs already: ${first.api} (process ${first.pid}).`);
    return;
  }
  const closing = new Closing(log);
  await closing.add('this process', Promise.resolve(), () => leave(world.dir));
  for (const signal of SIGNALS) process.on(signal, () => void stop(closing, 0));
  process.on('uncaughtException', (error) => void failed(closing, error));
  const unused = ELSEWHERE.filter((name) => process.env[name]);
  if (unused.length > 0)
    log(
      `Not used here: ${unused.join(', ')}. npm start runs servers of its own, and no mail leaves it. ` +
        'For yours see “On your own servers” in docs/operate.md.',
    );
  try {
    await checkPorts(world);
    await startStack(world, closing, log);
  } catch (error) {
    await failed(closing, error);
  }
}

/** What is told while it stops is only of the stop: nobody needs it. */
async function failed(closing: Closing, error: unknown): Promise<void> {
  if (!closing.isClosed) log(`\n${error instanceof Error ? error.message : String(error)}`);
  await stop(closing, 1);
}

/** Ctrl-C may reach us twice, from the terminal and from npm: it is one stop. */
async function stop(closing: Closing, code: number): Promise<void> {
  if (!closing.isClosed) log('Stopping…');
  setTimeout(() => process.exit(1), PATIENCE).unref();
  await closing.close();
  process.exit(process.exitCode ?? code);
}

process.stdout.on('error', () => {}); // the terminal is gone, the stop goes on
await main().catch((error: unknown) => {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
