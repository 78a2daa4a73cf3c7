import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Plan, runFaults } from './run.ts';
import { MAILS } from './thrice.ts';
import { broken, tableOf, timesOf } from './verdict.ts';

/**
 * By hand: npm run faults -- --kills 40 --mails 2000 --frozen 3 --seed 7 [--evidence]
 *
 * So many kill -9 of the product, of PostgreSQL and of Temporal, every SMTP fault, and so often a second worker that stands still and goes on
 * later, while so many mails leave; then each mail is counted by the mail server. Ends with 1 where a promise was broken.
 */
const USE =
  'There is: npm run faults -- [--kills 40] [--mails 2000] [--frozen 3] [--seed 7] [--evidence]';
const { mails, ...plan } = asked();

const began = performance.now();
const say = (line: string): void =>
  void process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0)} s: ${line}\n`);

say(`seed ${plan.seed}`);
const people = Math.ceil(mails / MAILS.length);
const outcome = await runFaults({ ...plan, people, day: 8_000, patience: 900_000, say });
say(`all is over\n${tableOf(outcome)}`);
const found = broken(outcome);
say(
  found.length === 0
    ? 'ALL KEPT'
    : `BROKEN ${found.length}:\n${found.slice(0, 20).join('\n')}\n${timesOf(outcome)}`,
);
process.exitCode = found.length === 0 ? 0 : 1;

type Asked = Pick<Plan, 'kills' | 'frozen' | 'seed' | 'evidence'> & Readonly<{ mails: number }>;

function asked(): Asked {
  const options = {
    kills: { type: 'string', default: '40' },
    frozen: { type: 'string', default: '3' },
    mails: { type: 'string', default: '2000' },
    seed: { type: 'string', default: `${randomInt(1_000_000)}` },
    evidence: { type: 'boolean', default: false },
  } as const;
  const { evidence, ...values } = parseArgs({ options }).values;
  const number = (name: keyof typeof values): number => {
    const value = Number(values[name]);
    if (Number.isSafeInteger(value) && value >= 0) return value;
    throw new Error(`--${name} is no whole number. ${USE}`);
  };
  return {
    kills: number('kills'),
    frozen: number('frozen'),
    mails: number('mails'),
    seed: number('seed'),
    evidence,
  };
}
