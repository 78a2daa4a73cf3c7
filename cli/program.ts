import { Command, CommanderError, Option } from 'commander';
import { type Cli, createCli, type GlobalOptions } from './context.ts';
import { Mishap, saidBy } from './mishap.ts';
import { ImportMapProblem } from '../core/import-map-problem.ts';
import { ComposeError } from '../mail/compose.ts';
import { TemplateProblems } from '../mail/problems.ts';
import { HouseError } from '../project/problem.ts';

/** Adds a verb to the program; `cli` is there once the verb runs. */
export type Verb = (program: Command, cli: () => Cli) => void;

/** Runs one command line. Answers the exit code: 0 fine, 1 findings or failed, 2 called wrongly. Never throws. */
export async function runProgram(
  verbs: readonly Verb[],
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const program = new Command('perennial')
    .description('Durable nurture journeys as code.')
    .addOption(
      new Option('--world <world>', 'the local world to talk to').choices(['demo', 'real']),
    )
    .option('--project <dir>', 'the project folder')
    .option('--json', 'one JSON value on stdout, for programs');
  const cli = (): Cli => createCli(program.opts<GlobalOptions>(), env);
  for (const verb of verbs) verb(program, cli);
  quietly(program);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return told(error);
  }
}

/** Errors are thrown to us instead of printed, and end nothing. */
function quietly(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => {} });
  for (const inner of command.commands) quietly(inner);
}

function told(error: unknown): number {
  if (error instanceof CommanderError) return toldOfUse(error);
  process.stderr.write(`${isForPeople(error) ? '' : 'It went wrong: '}${saidBy(error)}\n`);
  if (process.env['PERENNIAL_DEBUG'] && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  return error instanceof Mishap ? error.exit : 1;
}

/** Errors whose message says what is wrong, where, and how to mend it. */
const isForPeople = (error: unknown): boolean =>
  [Mishap, HouseError, TemplateProblems, ImportMapProblem, ComposeError].some(
    (kind) => error instanceof kind,
  );

function toldOfUse({ code, exitCode, message }: CommanderError): number {
  if (exitCode === 0) return 0; // --help was asked for
  if (code === 'commander.help') return 2; // and is printed
  process.stderr.write(`${message.replace(/^error: /, '').replaceAll('\n', ' ')}\n`);
  process.stderr.write('perennial --help tells what there is.\n');
  return 2;
}
