import { InvalidArgumentError, Option } from 'commander';
import type { Forecast } from '../../simulator/forecast/forecast.ts';
import type { Cli } from '../context.ts';
import type { Verb } from '../program.ts';

type Options = Readonly<{
  people: number;
  months: number;
  seed: number;
  model?: string;
  threads?: number;
  html?: string | true;
}>;

/** A crowd lives a year: what a journey does to it, and to sales. */
export const forecastVerb: Verb = (program, cli) => {
  program
    .command('forecast <journey>')
    .description('what a journey would do to thousands of people and to sales; without a server')
    .addOption(
      number('--people <n>', 'so many people', { least: 1, most: 1_000_000 }).default(10_000),
    )
    .addOption(number('--months <n>', 'for so many months', { least: 1, most: 120 }).default(12))
    .addOption(
      number('--seed <n>', 'another seed, other people', { least: 0, most: 2 ** 31 }).default(1),
    )
    .addOption(number('--threads <n>', 'at once; else one a core', { least: 1, most: 64 }))
    .option('--model <file>', 'how people and sales behave (forecast.json)')
    .option('--html [file]', 'write a page to show around (JOURNEY-forecast.html)')
    .action((journey: string, options: Options) => forecast(cli(), journey, options));
};

type Limits = Readonly<{ least: number; most: number }>;

const number = (flags: string, says: string, { least, most }: Limits): Option =>
  new Option(flags, says).argParser((said: string) => {
    const value = Number(said);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Say a whole number from ${least} to ${most}.`);
  });

async function forecast(cli: Cli, journey: string, options: Options): Promise<void> {
  const { output, dir } = cli;
  const { planFor } = await import('../forecast/ask.ts'); // the journeys, and all that plays them
  const { plan, model } = await planFor(dir, { journey, ...options });
  const { liveForecast } = await import('../forecast/live.ts');
  const { sayAssumptions, APPROXIMATIONS } = await import('../forecast/say-assumptions.ts');
  const result: Forecast = await liveForecast(plan, { threads: options.threads, output });
  const shown = { forecast: result, assumptions: sayAssumptions(plan), model };
  if (options.html !== undefined) {
    const file = options.html === true ? `${journey}-forecast.html` : options.html;
    const [{ writeFile }, { forecastPage }] = await Promise.all([
      import('node:fs/promises'),
      import('../forecast/page.ts'),
    ]);
    await writeFile(file, await forecastPage(shown));
    output.aside(`The page is in ${file}.`);
    if (!output.json) return;
  }
  const { printForecast } = await import('../forecast/print.ts');
  const isColoured = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const { behaviour } = plan;
  output.result({ model, behaviour, approximations: APPROXIMATIONS, ...result }, () =>
    printForecast(shown, isColoured),
  );
}
