import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { ApiDeps, Checked } from '../../api/deps.ts';
import { createErrorHandler } from '../../api/http/error-handler.ts';
import type { ProblemBody } from '../../api/http/problem.ts';
import { importRoutes } from '../../api/imports/import-routes.ts';
import type { ImportEvent, ImportResult } from '../../api/imports/import-result.ts';
import { canonical } from '../../core/canonical.ts';
import type { HouseData } from '../../core/house.ts';
import { ImportMapProblem } from '../../core/import-map-problem.ts';
import { readImportMap } from '../../project/import-map.ts';
import type { Ctx } from '../../store/ctx.ts';
import { promote, publish, reportWorker } from '../../store/versions.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { small } from './small-journey.ts';
import { slicesOf } from '../../zones/slices-of.ts';

const house: HouseData = {
  stages: {},
  teams: {},
  reasons: {},
  topics: { tips: {}, courses: {} },
  senders: { team: { name: 'The team', address: 'team@example.com' } },
  sender: 'team',
  postal: '1 Example Street, Exampleton',
  limits: { perWeek: 3, gap: '1 day' },
};

/** E-mail, Name, City, Size, Stop: what the tests' files have. */
export const peopleMap = {
  unknown: ['Select'],
  address: 'E-mail',
  traits: {
    name: 'Name',
    city: '{{ row["City"] | capitalize }}',
    employees: { column: 'Size', as: 'number' },
  },
  consents: [{ topics: ['tips'], basis: 'consent', source: 'fair', when: 'row["Stop"] != "yes"' }],
  suppress: [{ when: 'row["Stop"] == "yes"', reason: 'asked' }],
};
export const header = 'E-mail,Name,City,Size,Stop';

type Query = Readonly<Record<string, string>>;
type Upload = string | Buffer | Readable;
type Answered = Readonly<{ status: number; type: string; body: string }>;

/** Where lists of people come in: the route alone, with a database of its own. */
export class ImportDesk {
  readonly database: FreshDatabase;
  readonly ctx: Ctx;
  readonly app: FastifyInstance;
  /** The maps of this project. */
  readonly maps = new Map<string, unknown>([['people', peopleMap]]);

  /** Where it listens. */
  url = '';

  static async open(): Promise<ImportDesk> {
    const desk = new ImportDesk(await freshDatabase());
    desk.url = await desk.app.listen({ port: 0, host: '127.0.0.1' });
    return desk;
  }

  private constructor(database: FreshDatabase) {
    this.database = database;
    this.ctx = {
      db: database.db,
      pace: 1,
      house,
      versions: new Map(),
      now: () => Date.now(),
      sliceFor: slicesOf(house),
      hashAddress: (key) => createHash('sha256').update(key).digest('hex'),
    };
    this.app = this.#route();
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
  }

  /** Sends a file; answers what became of it. */
  async bring(file: Upload, query: Query = {}): Promise<ImportResult> {
    const { status, body } = await this.post(file, query);
    if (status !== 200) throw new Error(body);
    return JSON.parse(body) as ImportResult;
  }

  /** The same, told line by line. */
  async follow(file: Upload, query: Query = {}): Promise<readonly ImportEvent[]> {
    const { body } = await this.post(file, query, { accept: 'application/x-ndjson' });
    return body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ImportEvent);
  }

  /** Sends a file that is to be refused. */
  async refused(file: Upload, query: Query = {}, headers: Query = {}): Promise<ProblemBody> {
    const { status, type, body } = await this.post(file, query, headers);
    if (status === 200 || !type.includes('problem+json')) throw new Error(`not refused: ${body}`);
    return JSON.parse(body) as ProblemBody;
  }

  /** `/v1/imports` with the map of the tests, unless another is asked for. */
  async post(file: Upload, query: Query = {}, headers: Query = {}): Promise<Answered> {
    const asked = new URLSearchParams({ map: 'people', ...query }).toString();
    const sending = request(`${this.url}/v1/imports?${asked}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', ...headers },
    });
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    // fetch keeps all that it has sent
    await pipeline(file instanceof Readable ? file : Readable.from([file]), sending);
    const [answer] = await answered;
    const type = answer.headers['content-type'] ?? '';
    return { status: answer.statusCode ?? 0, type, body: await text(answer) };
  }

  /** Makes the small journey one that can be entered. */
  async publishJourney(): Promise<void> {
    const frozen = canonical(small);
    const hash = createHash('sha256').update(frozen).digest('hex');
    await publish(this.ctx, [{ journey: small.journey, hash, text: frozen }]);
    await reportWorker(this.ctx, randomUUID(), [hash]);
    await promote(this.ctx);
  }

  /** How many rows a table has. */
  async count(
    table: 'prospects' | 'events' | 'consents' | 'suppressions' | 'entries',
  ): Promise<number> {
    const { many } = await this.ctx.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<string>().as('many'))
      .executeTakeFirstOrThrow();
    return Number(many);
  }

  #route(): FastifyInstance {
    const app = Fastify();
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    app.setErrorHandler(createErrorHandler());
    const deps = { ctx: this.ctx, traits: { check: checkTraits }, maps: this.#maps() };
    // of all that the API is made of, this route needs no more
    void app.register(importRoutes(deps as unknown as ApiDeps));
    return app.withTypeProvider<ZodTypeProvider>();
  }

  #maps(): NonNullable<ApiDeps['maps']> {
    return {
      load: async (name) => {
        const map = this.maps.get(name);
        if (map === undefined)
          throw new ImportMapProblem('unknown-map', `There is no map ${name}.`);
        return readImportMap(map, name);
      },
      read: (json) => readImportMap(json),
    };
  }
}

/** A house whose people have a name, a city and a company of 1 to 1,000,000. */
function checkTraits(traits: Record<string, unknown>): Checked {
  const { employees } = traits;
  if (employees === undefined || (Number(employees) >= 1 && Number(employees) <= 1e6))
    return { ok: true, props: traits };
  return { ok: false, path: 'traits.employees', what: 'is no number of people' };
}
