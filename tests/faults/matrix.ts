import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runFaults } from './run.ts';
import { MAILS } from './thrice.ts';
import { broken, tableOf } from './verdict.ts';

/**
 * By hand: npm run faults -- --kills 40 --mails 2000 --seed 7 [--evidence]
 *
 * So many kill -9 of the product, of PostgreSQL and of Temporal and every SMTP fault while so many mails leave; then each mail is counted
 * by the mail server. Ends with 1 where a promise was broken.
 */
const USE = 'There is: npm run faults -- [--kills 40] [--mails 2000] [--seed 7] [--evidence]';
const { kills, mails, seed, evidence } = asked();

const began = performance.now();
const say = (line: string): void =>
  void process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0)} s: ${line}\n`);

say(`seed ${seed}`);
const people = Math.ceil(mails / MAILS.length);
const outcome = await runFaults({
  seed,
  people,
  kills,
  day: 8_000,
  patience: 900_000,
  evidence,
  say,
});
say(`all is over\n${tableOf(outcome)}`);
const found = broken(outcome);
say(found.length === 0 ? 'ALL KEPT' : `BROKEN ${found.length}:\n${found.slice(0, 20).join('\n')}`);
process.exitCode = found.length === 0 ? 0 : 1;

type Asked = Readonly<{ kills: number; mails: number; seed: number; evidence: boolean }>;

function asked(): Asked {
  const options = {
    kills: { type: 'string', default: '40' },
    mails: { type: 'string', default: '2000' },
    seed: { type: 'string', default: `${randomInt(1_000_000)}` },
    evidence: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ options });
  const number = (name: 'kills' | 'mails' | 'seed'): number => {
    const value = Number(values[name]);
    if (!Number.isSafeInteger(value) || value < 1)
      throw new Error(`--${name} is no whole number above 0. ${USE}`);
    return value;
  };
  return {
    kills: number('kills'),
    mails: number('mails'),
    seed: number('seed'),
    evidence: values.evidence,
  };
}
