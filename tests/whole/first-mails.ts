import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { findings } from '../support/check-world.ts';
import { eventually } from '../support/eventually.ts';
import { OwnPostgres } from '../support/own-postgres.ts';
import { WholeStack } from '../support/whole-stack.ts';

/**
 * By hand: node tests/whole/first-mails.ts LEADS.csv [KILLS]
 *
 * A real list (map x-education) into a journey without a window, with KILLS times kill -9 of the product on the way: how long the first
 * mails take, and whether everyone got exactly one by the mail server's own count.
 */
const [file = '', kills = '0'] = process.argv.slice(2);
const KILLS = Number(kills);
if (file === '' || !Number.isInteger(KILLS)) throw new Error('Say the file, and how many kills.');

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

const postgres = await OwnPostgres.start();
const whole = await WholeStack.open({ databaseUrl: postgres.url });
try {
  await whole.startProduct();
  for (const time of ['first', 'second']) {
    const began = performance.now();
    say(`${time} import: ${JSON.stringify(await importFile())} in ${seconds(began)} s`);
  }
  const began = performance.now();
  const counts = (await whole.post('/v1/enrol', { journey: 'course', all: true })) as Counts;
  say(`enrol --all: ${JSON.stringify(counts)} in ${seconds(began)} s`);
  const watching = setInterval(() => say(`${seconds(began)} s: ${mails()} mails`), 10_000);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await until(() => mails() >= (counts.enrolled * kill) / (KILLS + 1));
    await whole.killProduct();
    say(`${seconds(began)} s: killed at ${mails()} mails`);
    await whole.startProduct();
  }
  await eventually(async () => {
    const open = counts.enrolled - (await settled()).length;
    if (open > 0) throw new Error(`${open} have neither a mail nor an UNKNOWN`);
  }, 3_600_000);
  const took = Number(seconds(began));
  clearInterval(watching);
  say(`${mails()} mails in ${took} s: ${(mails() / took).toFixed(1)} a second`);
  await judge(counts.enrolled);
} finally {
  await whole.close();
  await postgres.stop();
}

type Counts = Readonly<{ enrolled: number }>;

function mails(): number {
  return whole.inbox.mails.length;
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((next) => setTimeout(next, 50));
}

function importFile(): Promise<unknown> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream,
    duplex: 'half',
  };
  return whole.ask('/v1/imports?map=x-education', init as RequestInit);
}

function settled() {
  return whole.ctx.db
    .selectFrom('ledger')
    .select(['prospect', 'state'])
    .where('state', 'in', ['ACCEPTED', 'UNKNOWN', 'REJECTED', 'SKIPPED'])
    .execute();
}

async function judge(enrolled: number): Promise<void> {
  const rows = await settled();
  const states = Map.groupBy(rows, ({ state }) => state);
  say(`ledger: ${[...states].map(([state, of]) => `${state} ${of.length}`).join(', ')}`);
  const recipients = new Set(whole.inbox.mails.map(({ to }) => to));
  const unknown = states.get('UNKNOWN')?.length ?? 0;
  say(
    `${recipients.size} of ${enrolled} people have a mail, ${mails() - recipients.size} a second one`,
  );
  say(`${enrolled - recipients.size} have none, ${unknown} are UNKNOWN in the ledger`);
  const suppressed = await whole.ctx.db
    .selectFrom('prospects as p')
    .innerJoin('suppressions as s', 's.address_hash', 'p.address_hash')
    .select('p.email')
    .execute();
  const wronged = suppressed.filter(({ email }) => recipients.has(email ?? ''));
  say(`${suppressed.length} are suppressed, ${wronged.length} of them were mailed`);
  const found = await findings(whole.world, 120_000);
  say(found.length === 0 ? 'ALL WELL' : `FOUND ${found.length}:\n${found.slice(0, 20).join('\n')}`);
}
