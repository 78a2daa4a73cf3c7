import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { createLinks } from '../mail/links.ts';
import { LINKS_SERVED, saidOfLinks } from '../mail/served-links.ts';
import { readSenders } from '../mail/read-senders.ts';
import { houseData } from '../project/house-data.ts';
import { importMaps } from '../project/import-map.ts';
import { loadHouse } from '../project/load-house.ts';
import { checkEvent, checkTraits } from '../project/schema.ts';
import { addApiKey } from '../store/api-keys.ts';
import { contextOf } from '../store/context.ts';
import type { Ctx } from '../store/ctx.ts';
import { migrate } from '../store/migrate.ts';
import { samePepper } from '../store/same-pepper.ts';
import { setWorldValue, worldValue } from '../store/sweep.ts';
import { buildApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { slicesOf } from '../zones/slices-of.ts';

/** The HTTP side in real time, until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done());
  });
  const config = readConfig(process.env);
  const log = pino();
  const house = await loadHouse(config.project);
  const data = houseData(house);
  const ctx = contextOf({ pace: 1 }, data, { ...config, sliceFor: slicesOf(data) });
  await prepare(ctx, config);
  const senders = await readSenders(config.project);
  const app = compose(ctx, { config, house, senders, log });
  await app.listen(config.listen).catch(sayWhichPort);
  log.info({ url: config.url, world: config.world }, 'the API runs');
  await stopped;
  await app.close();
  await ctx.db.destroy();
}

/** Migrates, lets the keys of the environment in, and says which links are answered here. */
async function prepare(ctx: Ctx, config: Config): Promise<void> {
  const { world, apiKeys, linkKeys: keys, allowedHosts: hosts } = config;
  await migrate(ctx.db).catch(sayDatabase);
  const name = await worldValue(ctx, 'name');
  if (name !== undefined && name !== world)
    throw new Error(
      `DATABASE_URL leads to the world “${name}”, but PERENNIAL_WORLD is “${world}”.`,
    );
  await setWorldValue(ctx, 'name', world);
  await samePepper(ctx);
  await setWorldValue(ctx, LINKS_SERVED, saidOfLinks({ keys, hosts }));
  for (const key of apiKeys) await addApiKey(ctx, key, 'PERENNIAL_API_KEYS');
}

type House = Awaited<ReturnType<typeof loadHouse>>;
type Given = Readonly<{
  config: Config;
  house: House;
  senders: ReadonlyMap<string, string>;
  log: Logger;
}>;

function compose(ctx: Ctx, { config, house, senders, log }: Given): FastifyInstance {
  const { url, linkKeys, world, namespace, temporalUi, allowedHosts, loopback, project } = config;
  const { mailgunKey, proxies } = config;
  return buildApp({
    ctx,
    links: createLinks(linkKeys, url),
    world,
    events: {
      names: Object.keys(house.events),
      check: (name, props) => checkEvent(house, name, props),
    },
    traits: { check: (traits) => checkTraits(house, traits) },
    maps: importMaps(project),
    ...(mailgunKey !== undefined && { mailgunKey }),
    senders,
    ...(proxies !== undefined && { proxies }),
    ...(temporalUi !== undefined && { temporalUi }),
    namespace,
    allowedHosts,
    loopback,
    log,
  });
}

/** Its own words may hold the address. */
function sayDatabase(error: unknown): never {
  const code = codeOf(error);
  throw new Error(
    `DATABASE_URL leads to no database that can be used${code === undefined ? '.' : `: ${code}.`}`,
    { cause: error },
  );
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

function sayWhichPort(error: unknown): never {
  if (codeOf(error) === 'EADDRINUSE')
    throw new Error('The port in PERENNIAL_PORT is taken by another program.', { cause: error });
  throw error;
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
