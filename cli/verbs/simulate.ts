import { writeFile } from 'node:fs/promises';
import { Option } from 'commander';
import type { Cli } from '../context.ts';
import { dayFlag, daysFlag } from '../simulation/flags.ts';
import type { Asked } from '../simulation/ask.ts';
import type { Played } from '../simulation/played.ts';
import type { Verb } from '../program.ts';

type Options = Readonly<{ as: string; days: number; from?: string; html?: string | true }>;

/** The calendar of a persona: what they would get over a year, and why. */
export const simulateVerb: Verb = (program, cli) => {
  program
    .command('simulate <journey>')
    .description('the calendar of mails that a persona would get, and why; without a server')
    .requiredOption('--as <persona>', 'whose: personas/NAME.json')
    .addOption(new Option('--days <days>', 'for so long').default(365).argParser(daysFlag))
    .addOption(
      new Option(
        '--from <day>',
        'YYYY-MM-DD; else the day on which the persona’s story begins',
      ).argParser(dayFlag),
    )
    .option('--html [file]', 'write a page to show around (JOURNEY-PERSONA.html)')
    .action((journey: string, options: Options) => simulate(cli(), journey, options));
};

async function simulate(cli: Cli, journey: string, options: Options): Promise<void> {
  const { playedFor } = await import('../simulation/ask.ts'); // the journeys, and all that plays them
  const asked = await playedFor(cli.dir, { journey, ...options });
  if (options.html !== undefined) {
    const file = options.html === true ? `${journey}-${options.as}.html` : options.html;
    await writePage(file, asked);
    cli.output.aside(`The page is in ${file}.`);
    if (!cli.output.json) return;
  }
  const { printCalendar } = await import('../simulation/print.ts');
  const isColoured = process.stdout.isTTY && cli.env['NO_COLOR'] === undefined;
  cli.output.result(resultOf(options.as, asked.played), () =>
    printCalendar(asked.played, isColoured),
  );
}

async function writePage(file: string, { played, simulation }: Asked): Promise<void> {
  const { pageOf } = await import('../simulation/page.ts'); // with Liquid
  const { subjectsOf } = await import('../simulation/subjects.ts');
  await writeFile(file, await pageOf(played, await subjectsOf(simulation.dir, simulation.mails)));
}

/** For programs: instants as they are in JSON elsewhere. */
function resultOf(as: string, played: Played): Readonly<Record<string, unknown>> {
  const { persona, journey, days, begins, ends, happenings, summary, speech } = played;
  return {
    persona: as,
    name: persona.name,
    journey,
    days,
    zone: speech.zone,
    from: isoText(begins),
    to: isoText(ends),
    happenings: happenings.map(({ at, ...rest }) => ({ at: isoText(at), ...rest })),
    summary,
  };
}

const isoText = (at: number): string => new Date(at).toISOString();
