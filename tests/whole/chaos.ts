import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { findings } from '../support/check-world.ts';
import { createLoad } from '../support/chaos-load.ts';
import { eventually } from '../support/eventually.ts';
import { leads } from '../support/leads.ts';
import { OwnPostgres } from '../support/own-postgres.ts';
import { WholeStack } from '../support/whole-stack.ts';

/**
 * By hand: PERENNIAL_CHAOS="30,5,5" node tests/whole/chaos.ts
 *
 * So many kill -9 of the product, of Temporal and of PostgreSQL, in any order, under a random load of the API; then everything must be
 * well. CHAOS_PEOPLE (200), CHAOS_DAY (milliseconds a day lasts; 500), CHAOS_EVERY (milliseconds between kills; 6,000).
 */
const [products = 3, temporals = 1, postgreses = 1] = (process.env['PERENNIAL_CHAOS'] ?? '3,1,1')
  .split(',')
  .map(Number);
const PEOPLE = Number(process.env['CHAOS_PEOPLE'] ?? 200);
const DAY = Number(process.env['CHAOS_DAY'] ?? 500);
const EVERY = Number(process.env['CHAOS_EVERY'] ?? 6_000);

const began = performance.now();
const say = (line: string): void =>
  void process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0)} s: ${line}\n`);

const postgres = await OwnPostgres.start();
const whole = await WholeStack.open({
  databaseUrl: postgres.url,
  pace: DAY / 86_400_000,
  inbox: { takes: () => randomInt(20), refuses: (to) => to.startsWith('lead-7@') },
});

const kills: readonly (() => Promise<void>)[] = [
  ...Array.from({ length: products }, () => killProduct),
  ...Array.from({ length: temporals }, () => killTemporal),
  ...Array.from({ length: postgreses }, () => killPostgres),
]
  .map((kill) => ({ kill, place: Math.random() }))
  .toSorted((a, b) => a.place - b.place)
  .map(({ kill }) => kill);

async function killProduct(): Promise<void> {
  await whole.killProduct();
  await pause(randomInt(800));
  await whole.startProduct();
}

async function killTemporal(): Promise<void> {
  await whole.killTemporal();
  await pause(randomInt(3_000));
  await whole.startTemporal();
}

async function killPostgres(): Promise<void> {
  await postgres.kill();
  await pause(randomInt(3_000));
  await postgres.restart();
}

/** To everything the sample house may write about. */
function consenting(lead: number): object {
  const topics = ['courses', 'product-tips', 'field-notes'];
  const consents = topics.map((topic) => ({ topic, basis: 'consent', source: 'a form' }));
  return { email: `lead-${lead}@leads.example`, consents };
}

async function stats(): Promise<string> {
  const { db } = whole.ctx;
  const ledger = await db
    .selectFrom('ledger')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const entries = await db
    .selectFrom('entries')
    .select(['status', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute();
  const handoffs = await db
    .selectFrom('handoffs')
    .select(['state as status', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const counts = ledger.map(({ state, count }) => `${state} ${count}`);
  const others = [...entries, ...handoffs].map(({ status, count }) => `${status} ${count}`);
  return `${whole.inbox.mails.length} mails; ${counts.join(', ')}; ${others.join(', ')}`;
}

try {
  await whole.startProduct();
  say(JSON.stringify(await whole.importLeads(leads(PEOPLE), 'course')));
  for (let lead = 1; lead <= PEOPLE; lead += 1) await whole.post('/v1/prospects', consenting(lead));
  const load = createLoad(whole, PEOPLE, randomUUID());
  for (const kill of kills) {
    await pause(EVERY * (0.5 + Math.random()));
    await kill();
    say(`${kill.name}; ${await stats().catch(() => 'no store')}`);
  }
  await pause(EVERY);
  say(`asked of the API: ${JSON.stringify(await load.stop())}`);
  await eventually(() => whole.hold(), 60_000);
  const found = await findings(whole.world, 120_000);
  say(await stats());
  say(found.length === 0 ? 'ALL WELL' : `FOUND ${found.length}:\n${found.slice(0, 20).join('\n')}`);
  process.exitCode = found.length === 0 ? 0 : 1;
  if (found.length > 0 && process.env['CHAOS_KEEP']) {
    say(`kept for you to look at: ${whole.dir} ${postgres.url} ${whole.stack.temporal}`);
    await pause(3_600_000);
  }
} finally {
  await whole.close();
  await postgres.stop();
}
