import { createHash, randomUUID } from 'node:crypto';
import { canonical } from '../../core/canonical.ts';
import type { Instant } from '../../core/fact.ts';
import type { Frozen } from '../../core/frozen.ts';
import type { HouseData } from '../../core/house.ts';
import type { Answer, Beginning, Command, Question } from '../../core/state.ts';
import { beginning } from '../../store/beginning.ts';
import { collect } from '../../store/collect.ts';
import type { Ctx } from '../../store/ctx.ts';
import { enter } from '../../store/enter.ts';
import { explain } from '../../store/explain.ts';
import { foldGroups } from '../../store/fold-groups.ts';
import { foldSome } from '../../store/fold.ts';
import { withRings, type Ring } from '../../store/outbox.ts';
import { putProspect, type PutProspect } from '../../store/put-prospect.ts';
import { transact } from '../../store/transaction.ts';
import { promote, publish, reportWorker } from '../../store/versions.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { small } from '../support/small-journey.ts';
import { slicesOf } from '../../zones/slices-of.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export const house: HouseData = {
  stages: small.stages,
  teams: {
    'new-business': {
      name: 'New business',
      reps: [
        { id: 'rosa', name: 'Rosa', email: 'rosa@perennial.example' },
        { id: 'sam', name: 'Sam', email: 'sam@perennial.example' },
      ],
    },
    far: {
      reps: [{ id: 'mina', name: 'Mina', email: 'mina@perennial.example' }],
      zone: 'Asia/Kathmandu',
      hours: { days: 'mon-fri', from: '10:00', to: '16:00' },
    },
  },
  zone: 'Europe/Berlin',
  hours: { days: 'mon-fri', from: '09:00', to: '17:00' },
  holidays: ['2026-06-04'],
  windows: {
    mornings: { days: 'mon-fri', from: '09:00', to: '11:00', zone: 'recipient' },
    anytime: {},
  },
  reasons: { 'not-ready': { rest: '90 days' }, 'bad-fit': {} },
  topics: { tips: {}, news: { name: 'The news' }, receipts: { service: true } },
  senders: {
    team: { name: 'The team', address: 'hello@perennial.example' },
    ana: { name: 'Ana', address: 'ana@people.perennial.example' },
  },
  sender: 'team',
  postal: '1 Garden Row',
  limits: { perWeek: 3, gap: '1 day' },
};

/** A store of one's own, with people in it and a clock that stands still unless told. */
export class World {
  readonly database: FreshDatabase;
  readonly ctx: Ctx;
  readonly #worker = randomUUID();
  readonly #published: string[] = [];
  #now: Instant = Date.UTC(2026, 5, 1, 9);

  constructor(database: FreshDatabase) {
    this.database = database;
    this.ctx = {
      db: database.db,
      pace: 1,
      house,
      versions: new Map(),
      now: () => this.#now,
      sliceFor: slicesOf(house),
      hashAddress: (key) => createHash('sha256').update(`pepper ${key}`).digest('hex'),
    };
  }

  static async open(...journeys: readonly Frozen[]): Promise<World> {
    const world = new World(await freshDatabase());
    await world.publish(...(journeys.length > 0 ? journeys : [small]));
    return world;
  }
  close(): Promise<void> {
    return this.database.close();
  }

  get now(): Instant {
    return this.#now;
  }
  /** Time passes, in days. */
  later(days: number): Instant {
    return (this.#now += days * DAY);
  }
  /** From now on the clock is the machine's. */
  live(): Ctx {
    return { ...this.ctx, now: () => Date.now() };
  }

  /** Versions that a living worker has, so that new entries get them. */
  async publish(...journeys: readonly Frozen[]): Promise<void> {
    const versions = journeys.map(versionOf);
    await publish(this.ctx, versions);
    this.#published.push(...versions.map(({ hash }) => hash));
    await reportWorker(this.ctx, this.#worker, this.#published);
    await promote(this.ctx);
  }

  /** As `publish`, by a worker that takes the place of all before it. */
  async release(...journeys: readonly Frozen[]): Promise<void> {
    await this.ctx.db.deleteFrom('workers').execute();
    await this.publish(...journeys);
  }

  /** Somebody who may be written to about tips. */
  async person(put: Partial<PutProspect> = {}): Promise<string> {
    const { id } = await putProspect(this.ctx, {
      email: `${randomUUID()}@northwind.example`,
      consents: [{ topic: 'tips', basis: 'consent', source: 'form' }],
      source: 'test',
      ...put,
    });
    return id;
  }
  async entered(prospect: string, journey = 'small'): Promise<string> {
    const answer = await enter(this.ctx, { prospect, journey, by: 'list' });
    if (answer.kind !== 'entered') throw new Error(JSON.stringify(answer));
    return answer.entry;
  }
  /** Somebody new in the journey. */
  async newcomer(journey = 'small'): Promise<Run> {
    const prospect = await this.person();
    return this.run(await this.entered(prospect, journey));
  }
  async run(entry: string): Promise<Run> {
    return new Run(await transact(this.ctx, (tx) => beginning(tx, this.ctx, entry)));
  }
  /** Something they do now, understood. */
  async did(prospect: string, name: string, props: Record<string, unknown> = {}): Promise<void> {
    await collect(this.ctx, {
      source: 'test',
      messageId: randomUUID(),
      prospect,
      name,
      props,
      at: this.#now,
    });
    await this.fold();
  }
  async fold(): Promise<void> {
    while (await foldGroups(this.ctx));
    while ((await foldSome(this.ctx)) > 0);
  }
  /** Everything that waits to be rung, told to nobody in particular. */
  async rings(): Promise<readonly Ring[]> {
    const all: Ring[] = [];
    const take = (rings: readonly Ring[]) => {
      all.push(...rings);
      return Promise.resolve(rings.map(({ id }) => ({ id, result: 'done' as const })));
    };
    while ((await withRings(this.ctx, 100, take)) > 0);
    return all;
  }
  async story(prospect: string): Promise<string[]> {
    const lines = await explain(this.ctx, prospect);
    return lines.map(({ kind, step, what }) =>
      [kind, step, what['reason'] ?? what['as'] ?? what['code']].filter(Boolean).join(' '),
    );
  }
  async entry(id: string) {
    return this.ctx.db
      .selectFrom('entries')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  }
  async ledger(prospect: string) {
    return this.ctx.db
      .selectFrom('ledger')
      .selectAll()
      .where('prospect', '=', prospect)
      .orderBy('at')
      .execute();
  }
}

type Todo = Command extends infer C ? (C extends Command ? Omit<C, 'key'> : never) : never;

/** What a workflow's run would ask, by hand. */
export class Run {
  readonly begin: Beginning;
  #n: number;
  constructor(begin: Beginning) {
    this.begin = begin;
    this.#n = begin.state.n;
  }
  get prospect(): string {
    return this.begin.prospect;
  }
  get entry(): string {
    return this.begin.entry;
  }
  /** The next question, from this step. `seq` as it knows it: all there is, unless said. */
  asks(at: string, todo: Todo, known: Partial<Question['state']> = {}): Question {
    this.#n += 1;
    const { lines: _, ...state } = this.begin.state;
    const key = `${at}#${state.visit}.${this.#n}`;
    return {
      prospect: this.prospect,
      entry: this.entry,
      epoch: this.begin.epoch,
      version: this.begin.version,
      state: { ...state, at, n: this.#n, asked: key, ...known },
      todo: { ...todo, key },
    };
  }
}

export function versionOf(frozen: Frozen): { journey: string; hash: string; text: string } {
  const text = canonical(frozen);
  return { journey: frozen.journey, hash: createHash('sha256').update(text).digest('hex'), text };
}

/** The one of this kind, or a failure that says what it was instead. */
export function only<A extends Answer | { kind: string }, K extends A['kind']>(
  answer: A,
  kind: K,
): Extract<A, { kind: K }> {
  if (answer.kind !== kind) throw new Error(`not ${kind}: ${JSON.stringify(answer)}`);
  return answer as Extract<A, { kind: K }>;
}
