import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { compose } from '../mail/compose.ts';
import { sampleMerge } from '../mail/merge.ts';
import { messageOf, type OutgoingMail } from '../mail/message.ts';
import type { Template } from '../mail/template.ts';
import { loadTemplates } from '../mail/templates.ts';
import { openTransport } from '../mail/transport.ts';
import { migrate } from '../store/migrate.ts';
import { contextOf } from '../store/context.ts';
import { installRuntime } from '../worker/runtime.ts';
import { workflowId } from '../workflows/messages.ts';
import { type Bare, startBare } from './bare.ts';
import { type Cpu, cpuOf, minus, plus } from './cpu.ts';
import { type Drips, dripHouse, PACE } from './drip.ts';
import { costOf } from './history-cost.ts';
import { numberFrom } from './number-from.ts';
import { type Perennial, startPerennial } from './perennial.ts';
import { type Servers, startServers } from './servers.ts';
import { createSpans } from './spans.ts';
import { slicesOf } from '../zones/slices-of.ts';

/**
 * What a touch through Perennial costs against a bare loop on the same Temporal: a timer, and an activity that sends the same prepared mail
 * through the same pool to the same sink. The two take turns in one run, so that what else the computer does is shared fairly; the ratio
 * is the figure, the rates are of this computer.
 */
const drips: Drips = {
  people: numberFrom('BENCH_PEOPLE', 120),
  touches: numberFrom('BENCH_TOUCHES', 10),
  // longer than a touch takes under load: or else the next would be due at once, and Perennial would need no timer
  wait: 2_000,
};
const ROUNDS = numberFrom('BENCH_ROUNDS', 3);
const MAIL = 'course-welcome';

type Way = Readonly<{
  name: 'perennial' | 'bare';
  run: (drips: Drips, round: number) => Promise<number>;
}>;
type Measured = { ms: number[]; cpu: Cpu };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  installRuntime({ warn: () => {} });
  const servers = await startServers();
  try {
    await bench(servers);
  } finally {
    await servers.stop();
  }
}

async function bench(servers: Servers): Promise<void> {
  const { temporal: address, namespace, smtp, databaseUrl } = servers;
  const ctx = contextOf({ pace: PACE }, dripHouse, {
    database: databaseUrl,
    pepper: 'bench',
    sliceFor: slicesOf(dripHouse),
  });
  await migrate(ctx.db);
  const template = await sampleMail();
  const connection = await NativeConnection.connect({ address });
  const client = new Client({ connection: await Connection.connect({ address }), namespace });
  const transport = openTransport(smtp);
  const spans = createSpans();
  const given = { ctx, databaseUrl, client, connection, template, transport, spans };
  const perennial: Perennial = await startPerennial(given, drips);
  const bare: Bare = await startBare({ client, connection }, [preparedMail(template)], transport);

  const measured = await takeTurns(servers, [
    { name: 'perennial', run: perennial.run },
    { name: 'bare', run: bare.run },
  ]);
  report(measured);
  reportSpans(spans.means());
  await reportHistories(client, await someProspects(ctx.db));
  say(`The sink has ${await servers.mails()} mails.`);

  await perennial.stop();
  await bare.stop();
  await transport.close();
  await client.connection.close();
  await connection.close();
  await ctx.db.destroy();
}

/** Round 0 warms up and does not count. Who begins changes from round to round. */
async function takeTurns(servers: Servers, ways: readonly Way[]): Promise<Map<string, Measured>> {
  const measured = new Map(ways.map(({ name }): [string, Measured] => [name, { ms: [], cpu: {} }]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, run } of round % 2 === 0 ? ways : ways.toReversed()) {
      const before = await cpuOf(servers.pids);
      const ms = await run(drips, round);
      const cpu = minus(await cpuOf(servers.pids), before);
      const rate = (drips.people * drips.touches) / (ms / 1000);
      say(
        `${round === 0 ? 'warm-up' : `round ${round}`}  ${name.padEnd(9)}  ${rate.toFixed(1)} touches/s`,
      );
      const sum = measured.get(name);
      if (round === 0 || sum === undefined) continue;
      sum.ms.push(ms);
      sum.cpu = plus(sum.cpu, cpu);
    }
  }
  return measured;
}

function report(measured: ReadonlyMap<string, Measured>): void {
  const touches = drips.people * drips.touches * ROUNDS;
  const rates = new Map<string, number>();
  for (const [name, { ms, cpu }] of measured) {
    const rate = touches / (ms.reduce((sum, one) => sum + one, 0) / 1000);
    rates.set(name, rate);
    const each = Object.entries(cpu).map(
      ([whose, used]) => `${whose} ${(used / touches).toFixed(1)}`,
    );
    say(
      `${name.padEnd(9)}  ${rate.toFixed(1)} touches/s; processor ms a touch: ${each.join(', ')}`,
    );
  }
  const ratio = (rates.get('perennial') ?? 0) / (rates.get('bare') ?? 1);
  const rounds = ratiosOf(measured).map((one) => one.toFixed(2));
  say(`RATIO      ${ratio.toFixed(2)} of the bare loop's rate (by round: ${rounds.join(', ')})`);
}

function ratiosOf(measured: ReadonlyMap<string, Measured>): readonly number[] {
  const own = measured.get('perennial')?.ms ?? [];
  const bare = measured.get('bare')?.ms ?? [];
  return own.map((ms, i) => (bare[i] ?? 0) / ms);
}

function reportSpans(means: Readonly<Record<string, number>>): void {
  const { touch = 0, send = 0, fence = 0 } = means;
  const composed = (means['compose html'] ?? 0) + (means['compose text'] ?? 0);
  const rows = Object.entries({
    'claim and settle': touch - send - composed,
    compose: composed,
    fence,
    'mail server': send - fence,
  });
  const parts = rows.map(([name, ms]) => `${name} ${ms.toFixed(1)}`);
  say(`a touch's activity, ms by the clock: ${touch.toFixed(1)} = ${parts.join(' + ')}`);
}

async function reportHistories(client: Client, prospects: readonly string[]): Promise<void> {
  const cost = await costOf(client, prospects.map(workflowId));
  const touches = prospects.length * drips.touches;
  const bareCost = await costOf(client, ['bare/1/0', 'bare/1/1']);
  const each = ({ events, actions, bytes }: typeof cost, of: number): string =>
    `${(events / of).toFixed(2)} events, ${(actions / of).toFixed(2)} actions, ${Math.round(bytes / of)} B`;
  say(
    `a touch's history: perennial ${each(cost, touches)}; bare ${each(bareCost, 2 * drips.touches)}`,
  );
}

async function someProspects(db: ReturnType<typeof contextOf>['db']): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('prospects')
    .select('id')
    .orderBy('created_at', 'desc')
    .limit(5)
    .execute();
  return rows.map(({ id }) => id);
}

async function sampleMail(): Promise<Template> {
  const templates = await loadTemplates(fileURLToPath(new URL('..', import.meta.url)));
  const template = templates.get(MAIL);
  if (template === undefined) throw new Error(`the sample house has no mail ${MAIL}`);
  return template;
}

function preparedMail(template: Template): OutgoingMail {
  const from = { name: 'The team', address: 'team@example.com' };
  return messageOf(compose(template, sampleMerge(template, dripHouse)), {
    to: 'somebody@people.example',
    from,
    messageId: '<prepared@example.com>',
    date: Date.now(),
    boundary: 'prepared',
    topic: { id: 'drips', name: 'Drips' },
    campaign: { mail: template.mail, mindset: 'educate' },
    unsubscribe: 'http://127.0.0.1/u/x',
  });
}

await main();
