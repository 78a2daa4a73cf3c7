import { pathToFileURL } from 'node:url';
import type { Problem } from './problem.ts';

export type Imported =
  | Readonly<{ exports: Readonly<Record<string, unknown>>; problem?: undefined }>
  | Readonly<{ exports?: undefined; problem: Problem }>;

/** Loads a file of a project's journeys/: the only dynamic import there is. Never throws: what the file throws is its problem. */
export async function importFile(path: string, file: string): Promise<Imported> {
  try {
    const exports = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Record<
      string,
      unknown
    >;
    return { exports };
  } catch (error) {
    return { problem: problemOf(file, error) };
  }
}

function problemOf(file: string, error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const place = error instanceof Error ? placeIn(error, file) : undefined;
  return {
    code: 'P001',
    file: place ?? file,
    path: '',
    what: `It cannot be loaded: ${firstLines(message)}`,
    mend: mendOf(error, code),
  };
}

function mendOf(error: unknown, code: string): string {
  if (code === 'ERR_MODULE_NOT_FOUND')
    return 'Check the path of the import; relative imports end in .ts.';
  if (error instanceof SyntaxError || code.startsWith('ERR_INVALID_TYPESCRIPT')) {
    return 'Mend the syntax; an editor with TypeScript shows where.';
  }
  return 'Mend what throws while the file is loaded.';
}

/** 'journeys/trial.ts:12', if the stack tells the line. */
function placeIn(error: Error, file: string): string | undefined {
  const name = file.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const line = new RegExp(`${name}:(\\d+)`).exec(error.stack ?? '')?.[1];
  return line === undefined ? undefined : `${file}:${line}`;
}

const firstLines = (message: string): string => message.trim().split('\n').slice(0, 4).join('\n');
