import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { asyncLocalStorage } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import nodemailer from 'nodemailer';
import pg from 'pg';
import type { ActivityDeps } from '../activities/deps.ts';
import { createTouch } from '../activities/touch.ts';
import { parsePerMinute } from '../core/per-minute.ts';
import type { Question } from '../core/state.ts';
import { compose } from '../mail/compose.ts';
import { signingOf } from '../mail/dkim.ts';
import { createLinks } from '../mail/links.ts';
import { sampleMerge } from '../mail/merge.ts';
import { messageOf, type OutgoingMail } from '../mail/message.ts';
import type { Template } from '../mail/template.ts';
import { loadTemplates } from '../mail/templates.ts';
import { openTransport } from '../mail/transport.ts';
import { contextOf } from '../store/context.ts';
import type { Ctx } from '../store/ctx.ts';
import { migrate } from '../store/migrate.ts';
import { createQuotas } from '../store/quotas.ts';
import { slicesOf } from '../zones/slices-of.ts';
import { askers, introduce } from './crowd.ts';
import { dripHouse, dripJourney, mailName, PACE } from './drip.ts';
import { numberFrom } from './number-from.ts';
import { type Ground, startGround } from './servers.ts';

/**
 * What a mail costs: the touch activity whole (claim, compose, sign, send, settle) against a raw pool of nodemailer that signs and sends one
 * prepared mail to the same sink, both by as many connections. They take turns in one run; the ratio is the figure, rates are of this computer.
 */
const MAILS = numberFrom('BENCH_MAILS', 1_000);
const ROUNDS = numberFrom('BENCH_ROUNDS', 6);
/** Until what is called often is compiled, and each connection knows its statements: as in a worker that runs for an hour. */
const WARM_UP = 3;
const CONNECTIONS = 5;
/** As many touches a worker of ours carries out at once. */
const AT_ONCE = 20;
const MAIL = 'course-welcome';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const dkim = {
  domain: 'example.com',
  selector: 'bench',
  key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
};
const frozen = dripJourney({ people: MAILS, touches: 1, wait: 0 }, 'drip');

async function main(): Promise<void> {
  const ground = await startGround();
  try {
    await bench(ground);
  } finally {
    await ground.stop();
  }
}

async function bench(ground: Ground): Promise<void> {
  const { template, ms } = await compiled();
  say(`compiled all templates of the sample house in ${ms.toFixed(0)} ms, before the first mail`);
  const store = storeOf(ground);
  await migrate(store.db);
  await introduce(store, frozen);
  const transport = openTransport(ground.smtp, { connections: CONNECTIONS, dkim });
  const raw = rawPool(ground.smtp, preparedMail(template));
  const worker = storeOf(ground);
  const touch = createTouch(depsOf(worker, template, transport));

  const rounds: Round[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const questions = await askers(store, frozen, { people: MAILS, round });
    const ours = (): Promise<number> => timed(questions, (question) => asked(touch, question));
    const theirs = (): Promise<number> => timed(questions, raw.send);
    const [first, second] = round % 2 === 0 ? [ours, theirs] : [theirs, ours];
    const times = [await first(), await second()] as const;
    const [own, bare] = round % 2 === 0 ? times : [times[1], times[0]];
    tell(round, own, bare);
    if (round >= 0) rounds.push({ own, bare });
  }
  const ratio = sumOf(rounds, ({ bare }) => bare) / sumOf(rounds, ({ own }) => own);
  say(`RATIO      ${ratio.toFixed(2)} of the raw pool's mails a second`);
  const questions = await askers(store, frozen, { people: MAILS, round: ROUNDS });
  await worker.db.destroy();
  await store.db.destroy();
  say(await costOf(ground, { template, transport, questions }));
  say(`the sink has ${await ground.mails()} mails`);
  raw.close();
  await transport.close();
}

/** Milliseconds of a round. */
type Round = Readonly<{ own: number; bare: number }>;

const sumOf = (rounds: readonly Round[], of: (round: Round) => number): number =>
  rounds.reduce((all, round) => all + of(round), 0);

const storeOf = ({ databaseUrl: database }: Ground): Ctx =>
  contextOf({ pace: PACE }, dripHouse, {
    database,
    pepper: 'bench',
    sliceFor: slicesOf(dripHouse),
  });

type Ours = Readonly<{
  template: Template;
  transport: ActivityDeps['transport'];
  questions: readonly Question[];
}>;

/** What a mail costs the database, by connections of their own: it counts what they did when they end. */
async function costOf(ground: Ground, { template, transport, questions }: Ours): Promise<string> {
  const ctx = storeOf(ground);
  const touch = createTouch(depsOf(ctx, template, transport));
  const before = await counted(ground);
  await timed(questions, (question) => asked(touch, question));
  await ctx.db.destroy();
  const after = await counted(ground);
  const each = (what: 'commits' | 'rows'): string =>
    ((after[what] - before[what]) / questions.length).toFixed(2);
  return `a mail costs ${each('commits')} commits and ${each('rows')} rows written`;
}

function tell(round: number, ours: number, theirs: number): void {
  const name = round < 0 ? 'warm-up' : `round ${round + 1}`;
  const [own, bare] = [ours, theirs].map((ms) => (MAILS / (ms / 1000)).toFixed(0));
  say(`${name}  perennial ${own}, raw ${bare} mails/s: ${(theirs / ours).toFixed(2)}`);
}

/** Carries out one for each, so many at a time; milliseconds of all. */
async function timed<T>(
  all: readonly T[],
  carryOut: (one: T) => Promise<unknown>,
): Promise<number> {
  const left = all.values();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const one of left) await carryOut(one);
    }),
  );
  return performance.now() - began;
}

/** What an activity finds around it. */
const { context } = new MockActivityEnvironment();

async function asked(touch: ReturnType<typeof createTouch>, question: Question): Promise<void> {
  const { kind } = await asyncLocalStorage.run(context, () => touch(question));
  if (kind !== 'sent') throw new Error(`a touch was answered ${kind}`);
}

type Counted = Readonly<{ commits: number; rows: number }>;

/** Transactions that wrote or locked and rows that were written, so far: once every connection has ended, for what it wrote is counted then. */
async function counted({ databaseUrl }: Ground): Promise<Counted> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    while ((await othersOn(client)) > 0) await pause(10);
    const { rows } = await client.query<Record<keyof Counted, string>>(
      `select pg_snapshot_xmax(pg_current_snapshot())::text as commits,
         (select tup_inserted + tup_updated + tup_deleted from pg_stat_database where datname = current_database()) as rows`,
    );
    return { commits: Number(rows[0]?.commits), rows: Number(rows[0]?.rows) };
  } finally {
    await client.end();
  }
}

async function othersOn(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    `select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  return Number(rows[0]?.n);
}

const quiet = { info: () => {}, warn: () => {} };

const depsOf = (
  ctx: Ctx,
  template: Template,
  transport: ActivityDeps['transport'],
): ActivityDeps => ({
  ctx,
  templates: new Map([[mailName(0), { ...template, mail: mailName(0) }]]),
  transport,
  links: createLinks([{ id: 'k', secret: 'x'.repeat(32) }], 'http://127.0.0.1'),
  mode: { kind: 'own-inbox' },
  quotas: createQuotas(ctx, parsePerMinute('all=1000000')),
  log: quiet,
});

async function compiled(): Promise<Readonly<{ template: Template; ms: number }>> {
  const began = performance.now();
  const templates = await loadTemplates(fileURLToPath(new URL('..', import.meta.url)));
  const template = templates.get(MAIL);
  if (template === undefined) throw new Error(`the sample house has no mail ${MAIL}`);
  return { template, ms: performance.now() - began };
}

function preparedMail(template: Template): OutgoingMail {
  return messageOf(compose(template, sampleMerge(template, dripHouse)), {
    to: 'somebody@people.example',
    from: { name: 'The team', address: 'team@example.com' },
    messageId: '<prepared@example.com>',
    date: Date.now(),
    boundary: 'prepared',
    topic: { id: 'drips', name: 'Drips' },
    campaign: { mail: template.mail, mindset: 'educate' },
    unsubscribe: 'http://127.0.0.1/u/x',
  });
}

/** nodemailer alone. */
function rawPool(smtp: string, mail: OutgoingMail) {
  const mailer = nodemailer.createTransport({
    pool: true,
    url: smtp,
    maxConnections: CONNECTIONS,
    maxMessages: 200,
    ignoreTLS: true,
    dkim: signingOf(dkim),
  });
  return { send: () => mailer.sendMail(mail), close: () => mailer.close() };
}

await main();
