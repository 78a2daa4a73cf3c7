import { Command, CommanderError, Option } from 'commander';
import { type Cli, createCli, type GlobalOptions } from './context.ts';
import { Mishap, saidBy } from './mishap.ts';

/** Adds a verb to the program; `cli` is there once the verb runs. */
export type Verb = (program: Command, cli: () => Cli) => void;
/** Every verb by its name. */
export type Verbs = Readonly<Record<string, () => Promise<Verb>>>;

/** Runs one command line. Answers the exit code: 0 fine, 1 findings or failed, 2 called wrongly. Never throws. */
export async function runProgram(
  verbs: Verbs,
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
  for (const verb of await called(verbs, args)) verb(program, cli);
  quietly(program);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return told(error);
  }
}

/** The verbs that the command line names; where it names none, help must know them all. */
function called(verbs: Verbs, args: readonly string[]): Promise<readonly Verb[]> {
  const named = args.filter((arg) => Object.hasOwn(verbs, arg));
  const names = named.length > 0 && !args.includes('help') ? named : Object.keys(verbs);
  return Promise.all(names.flatMap((name) => verbs[name]?.() ?? []));
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

/** Errors whose message says what is wrong, where, and how to mend it: by name, for to load them all takes longer than most verbs. */
const forPeople: ReadonlySet<string> = new Set([
  'Mishap',
  'HouseError',
  'TemplateProblems',
  'ImportMapProblem',
  'ComposeError',
]);
const isForPeople = (error: unknown): boolean =>
  error instanceof Error && forPeople.has(error.name);

function toldOfUse({ code, exitCode, message }: CommanderError): number {
  if (exitCode === 0) return 0; // --help was asked for
  if (code === 'commander.help') return 2; // and is printed
  process.stderr.write(`${message.replace(/^error: /, '').replaceAll('\n', ' ')}\n`);
  process.stderr.write('perennial --help tells what there is.\n');
  return 2;
}
