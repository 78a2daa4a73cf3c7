import { access, constants, readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { ImportEvent, ImportResult } from '../../api/imports/import-result.ts';
import { parseImportMap } from '../../project/import-map.ts';
import type { Cli } from '../context.ts';
import { codeOf, Mishap, saidBy } from '../mishap.ts';
import { grouped, table } from '../output.ts';
import { createProgress, rowsRead } from '../progress.ts';
import type { Verb } from '../program.ts';
import { createRefusedFile, type RefusedFile } from '../refused-file.ts';
import { upload } from '../upload.ts';
import { enrolledLines } from './enrol.ts';

type Options = Readonly<{ map: string; enrol?: string; dryRun?: true }>;
const SHOWN = 10;

/** People from a CSV file. */
export const importVerb: Verb = (program, cli) => {
  program
    .command('import <file>')
    .description('import people from a CSV file')
    .requiredOption('--map <map>', 'NAME of imports/NAME.json, or the path of a map')
    .option('--enrol <journey>', 'enrol them afterwards')
    .option('--dry-run', 'count, and write nothing')
    .action(async (file: string, options: Options) => runImport(cli(), file, options));
};

async function runImport(cli: Cli, file: string, options: Options): Promise<void> {
  const { output } = cli;
  const size = await sizeOf(file);
  const { name, headers } = await mapOf(options.map);
  const path = `/v1/imports?${queryOf(name, options)}`;
  const events = upload(await cli.stack(), path, { file, headers });
  const rest = options.dryRun ? undefined : createRefusedFile(file);
  const done = await follow(events, rest, createProgress(output, size));
  if (done.refused > 0) process.exitCode = 1;
  const refusedFile = done.refused > 0 ? rest?.path : undefined;
  output.result({ ...done, refusedFile }, () => linesOf(done, refusedFile));
}

async function follow(
  events: AsyncIterable<ImportEvent>,
  rest: RefusedFile | undefined,
  progress: ReturnType<typeof createProgress>,
): Promise<ImportResult> {
  try {
    let bytes = 0;
    for await (const event of events)
      switch (event.kind) {
        case 'columns':
          rest?.columns(event.columns);
          break;
        case 'refused':
          await rest?.row(`line ${event.line}: ${event.reason}`, event.cells);
          break;
        case 'progress':
          bytes = event.bytes;
          progress.at(bytes, rowsRead(event.read));
          break;
        case 'enrolling':
          progress.at(bytes, `${grouped(event.enrolled)} enrolled`);
          break;
        case 'done': {
          const { kind: _, ...result } = event;
          return result;
        }
      }
  } finally {
    progress.stop();
    await rest?.close();
  }
  throw new Mishap('The API broke off.');
}

function linesOf(done: ImportResult, refusedFile: string | undefined): readonly string[] {
  const counts = table([
    ['read', grouped(done.read)],
    ['new', grouped(done.new)],
    ['changed', grouped(done.changed)],
    ['unchanged', grouped(done.unchanged)],
    ['refused', grouped(done.refused)],
    ['suppressed', grouped(done.suppressed)],
    ['without consent', grouped(done.withoutConsent)],
  ]);
  const refusals = done.refusals
    .slice(0, SHOWN)
    .map(({ line, reason }) => `  line ${line}: ${reason}`);
  const more = done.refused > SHOWN ? [`  and ${grouped(done.refused - SHOWN)} more`] : [];
  const mend =
    refusedFile === undefined
      ? []
      : [`Mend the refused rows in ${refusedFile} and import that file.`];
  const enrolled = done.enrolled
    ? ['', `Into ${done.enrolled.journey}:`, ...enrolledLines(done.enrolled)]
    : [];
  const dry = done.dryRun ? ['Dry run: nothing was written.'] : [];
  return [...counts, ...refusals, ...more, ...mend, ...enrolled, ...dry];
}

async function sizeOf(file: string): Promise<number> {
  try {
    await access(file, constants.R_OK);
    const found = await stat(file);
    if (found.isFile()) return found.size;
  } catch (error) {
    const why = codeOf(error) === 'ENOENT' ? 'there is no such file' : saidBy(error);
    throw new Mishap(`${file} cannot be read: ${why}.`, 2);
  }
  throw new Mishap(`${file} is no file.`, 2);
}

function queryOf(map: string, { enrol, dryRun }: Options): string {
  const query = new URLSearchParams({ map });
  if (enrol !== undefined) query.set('enrol', enrol);
  if (dryRun) query.set('dryRun', 'true');
  return query.toString();
}

/** A path's map goes along: the API knows those of its own project only. */
async function mapOf(map: string): Promise<{ name: string; headers: Record<string, string> }> {
  if (extname(map) !== '.json') return { name: map, headers: {} };
  const text = await readFile(map, 'utf8').catch((error: unknown) => {
    throw new Mishap(`The map ${map} cannot be read: ${saidBy(error)}.`, 2);
  });
  parseImportMap(text, map);
  const own = Buffer.from(JSON.stringify(JSON.parse(text))).toString('base64url');
  if (own.length > 12_000)
    throw new Mishap(`The map ${map} is too long to be sent along: put it into imports/.`, 2);
  return { name: basename(map, '.json'), headers: { 'perennial-import-map': own } };
}
