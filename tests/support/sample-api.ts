import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../../api/app.ts';
import { createLinks } from '../../mail/links.ts';
import { importMaps } from '../../project/import-map.ts';
import { loadProject } from '../../project/load.ts';
import { checkEvent, checkTraits } from '../../project/schema.ts';
import { addApiKey } from '../../store/api-keys.ts';
import type { Ctx } from '../../store/ctx.ts';
import { neededVersions, promote, publish, reportWorker } from '../../store/versions.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { slicesOf } from '../../zones/slices-of.ts';

/** The API of a project over a database of its own; no Temporal, no worker: whoever is enrolled waits to begin. */
export class SampleApi {
  readonly ctx: Ctx;
  /** For the command: where it is, and a key to it. */
  readonly env: Readonly<Record<string, string>>;
  readonly #app: FastifyInstance;
  readonly #database: FreshDatabase;
  readonly #worker = randomUUID();

  static async start(dir: string): Promise<SampleApi> {
    const database = await freshDatabase();
    const project = await loadProject(dir);
    const ctx: Ctx = {
      db: database.db,
      pace: 1,
      house: project.data,
      versions: new Map(),
      now: () => Date.now(),
      sliceFor: slicesOf(project.data),
      hashAddress: (key) => createHash('sha256').update(key).digest('hex'),
    };
    const app = buildApp({
      ctx,
      links: createLinks([{ id: 'k1', secret: randomBytes(32).toString('hex') }], 'http://x'),
      world: 'demo',
      events: {
        names: Object.keys(project.house.events),
        check: (name, props) => checkEvent(project.house, name, props),
      },
      traits: { check: (traits) => checkTraits(project.house, traits) },
      maps: importMaps(dir),
      namespace: 'test',
      allowedHosts: ['127.0.0.1'],
      loopback: true,
      log: pino({ level: 'silent' }),
    });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    await publish(
      ctx,
      project.journeys.map(({ id, hash, text }) => ({ journey: id, hash, text })),
    );
    const key = `pk_demo_${randomBytes(24).toString('base64url')}`;
    await addApiKey(ctx, key, 'test');
    const api = new SampleApi({
      ctx,
      app,
      database,
      env: { PERENNIAL_URL: url, PERENNIAL_API_KEY: key },
    });
    await api.reportWorker();
    await promote(ctx);
    return api;
  }

  private constructor(parts: {
    ctx: Ctx;
    app: FastifyInstance;
    database: FreshDatabase;
    env: Readonly<Record<string, string>>;
  }) {
    this.ctx = parts.ctx;
    this.env = parts.env;
    this.#app = parts.app;
    this.#database = parts.database;
  }

  /** Somebody who could run all journeys is alive for another half minute. */
  async reportWorker(): Promise<void> {
    const needed = await neededVersions(this.ctx);
    await reportWorker(
      this.ctx,
      this.#worker,
      needed.map(({ hash }) => hash),
    );
  }

  async close(): Promise<void> {
    await this.#app.close();
    await this.#database.close();
  }
}
