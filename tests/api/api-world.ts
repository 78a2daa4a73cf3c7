import { randomBytes } from 'node:crypto';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { z } from 'zod';
import { buildApp } from '../../api/app.ts';
import type { ApiDeps } from '../../api/deps.ts';
import type { ProblemBody } from '../../api/http/problem.ts';
import type { HouseData } from '../../core/house.ts';
import type { House } from '../../core/language/vocabulary.ts';
import { createLinks, type Links, type Purpose } from '../../mail/links.ts';
import { checkEvent, checkTraits } from '../../project/schema.ts';
import { addApiKey } from '../../store/api-keys.ts';
import type { HandoffView } from '../../store/handoff-view.ts';
import { getHandoff } from '../../store/handoffs.ts';
import { offer } from '../../store/offer.ts';
import type { PutProspect } from '../../store/put-prospect.ts';
import { house, only, type Run, World } from '../store/world.ts';

/** What the tests' house can talk about. */
const vocabulary = {
  ...house,
  reasons: { 'not-ready': { rest: '90 days' }, 'bad-fit': {} },
  limits: { perWeek: 3, gap: '1 day' },
  events: {
    'demo.requested': z.object({ about: z.string().optional() }),
    'pricing.viewed': z.object({}),
    'guide.downloaded': z.object({ topic: z.enum(['security', 'roi']) }),
  },
  traits: {
    role: z.enum(['user', 'buyer']),
    firstName: z.string(),
    lastName: z.string(),
    employees: z.number(),
  },
} satisfies House;

type Body = Readonly<Record<string, unknown>>;
type Given = Partial<Omit<ApiDeps, 'ctx' | 'links'>> &
  Readonly<{
    live?: true;
    /** What the pages say otherwise than in the house of these tests. */
    house?: Partial<HouseData>;
  }>;

/** The whole HTTP side over a store of its own; no Temporal and no worker. */
export class ApiWorld {
  readonly world: World;
  readonly app: FastifyInstance;
  readonly links: Links;
  /** As links were signed two keys ago. */
  readonly linksOnce: Links;
  readonly key: string;
  /** What was logged, a JSON line each. */
  readonly log: readonly string[];

  static async open(given: Given = {}): Promise<ApiWorld> {
    const world = await World.open();
    const key = `pk_demo_${randomBytes(24).toString('base64url')}`;
    await addApiKey(world.ctx, key, 'test');
    return new ApiWorld(world, key, given);
  }

  private constructor(world: World, key: string, { live, house: own, ...given }: Given) {
    const lines: string[] = [];
    this.world = world;
    this.key = key;
    this.log = lines;
    const [first, ...before] = ['k3', 'k2', 'k1'].map((id) => ({
      id,
      secret: randomBytes(32).toString('hex'),
    }));
    if (first === undefined) throw new Error('no key');
    this.links = createLinks([first, ...before], 'http://x');
    this.linksOnce = createLinks(before.slice(-1), 'http://x');
    const ctx = live ? world.live() : world.ctx;
    this.app = buildApp({
      ctx: { ...ctx, house: { ...ctx.house, ...own } },
      links: this.links,
      world: 'demo',
      events: {
        names: Object.keys(vocabulary.events),
        check: (name, props) => checkEvent(vocabulary, name, props),
      },
      traits: { check: (traits) => checkTraits(vocabulary, traits) },
      temporalUi: 'http://127.0.0.1:7302',
      namespace: 'perennial-demo',
      allowedHosts: ['localhost', '127.0.0.1'],
      loopback: true,
      log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
      ...given,
    });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.world.close();
  }

  /** As anybody: no key, nothing. */
  ask(request: InjectOptions): Promise<LightMyRequestResponse> {
    return this.app.inject(request);
  }
  get(url: string): Promise<LightMyRequestResponse> {
    return this.ask({ url, headers: this.#auth });
  }
  post(url: string, payload?: Body | string): Promise<LightMyRequestResponse> {
    const headers = { ...this.#auth, ...(payload !== undefined && JSON_TYPE) };
    return this.ask({ method: 'POST', url, headers, ...(payload !== undefined && { payload }) });
  }

  /** Somebody who asked for a demo and was offered for it. */
  async offered(put: Partial<PutProspect> = {}): Promise<{ run: Run; handoff: HandoffView }> {
    const { world } = this;
    const prospect = await world.person({ traits: { role: 'buyer' }, ...put });
    const entry = await world.entered(prospect);
    await world.did(prospect, 'demo.requested', { about: 'security' });
    const run = await world.run(entry);
    const question = run.asks('handoff.offer', { kind: 'offer' }, { visit: 3 });
    const answer = only(await offer(world.ctx, question), 'handoff');
    return { run, handoff: await this.handoff(answer.handoff.id) };
  }
  async handoff(id: string): Promise<HandoffView> {
    const handoff = await getHandoff(this.world.ctx, id);
    if (handoff === undefined) throw new Error('no handoff');
    return handoff;
  }
  /** The path of a link in a mail. */
  link(purpose: Purpose, id: string): string {
    return new URL(this.links.url(purpose, id)).pathname;
  }

  /** Everything the store holds, to see that something changed nothing. */
  async everything(): Promise<string> {
    const { db } = this.world.ctx;
    const tables = [
      'prospects',
      'traits',
      'consents',
      'consent_evidence',
      'suppressions',
      'events',
      'mailbox',
      'entries',
      'positions',
      'story',
      'ledger',
      'handoffs',
      'holds',
      'outbox',
    ] as const;
    const rows = await Promise.all(
      tables.map((table) => db.selectFrom(table).selectAll().execute()),
    );
    return JSON.stringify(rows.map((some) => some.map((row) => JSON.stringify(row)).toSorted()));
  }

  get #auth() {
    return { authorization: `Bearer ${this.key}` };
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** The problem that was answered; throws for anything else, and for a problem that says too much. */
export function problemOf(response: LightMyRequestResponse): ProblemBody {
  const type = response.headers['content-type'];
  if (type !== 'application/problem+json' && type !== 'application/problem+json; charset=utf-8')
    throw new Error(`no problem: ${response.statusCode} ${String(type)} ${response.body}`);
  if (/\bat .+:\d+:\d+|node_modules|select |insert /.test(response.body))
    throw new Error(`it shows our insides: ${response.body}`);
  const body = response.json<ProblemBody>();
  if (body.status !== response.statusCode || body.detail === '' || body.title === '')
    throw new Error(`half a problem: ${response.body}`);
  return body;
}
