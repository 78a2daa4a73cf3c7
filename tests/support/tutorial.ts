import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';

/** A box of a document that is run: its marks are the words after the language of its fence. */
export type Box = Readonly<{ line: number; text: string }> &
  (
    | Readonly<{ kind: 'run' | 'fails' | 'start' }>
    /** What the box before it prints, among else and in this order. */
    | Readonly<{ kind: 'prints' }>
    | Readonly<{ kind: 'edit'; file: string }>
  );

const FENCE = /^```(\S*) ?(.*)\n([\s\S]*?)^```$/gm;

/** The boxes of a document, in order. Throws where one says nothing that can be run or compared. */
export async function boxesOf(path: string): Promise<readonly Box[]> {
  const document = await readFile(path, 'utf8');
  return [...document.matchAll(FENCE)].map(({ 1: language, 2: mark, 3: text = '', index }) => {
    const line = document.slice(0, index).split('\n').length;
    if (language === 'sh' && (mark === 'run' || mark === 'fails' || mark === 'start'))
      return { kind: mark, line, text };
    if (language === 'text') return { kind: 'prints', line, text };
    if (language === 'diff' && mark) return { kind: 'edit', file: mark, line, text };
    throw new Error(`${path}:${line}: what is done with this box?`);
  });
}

/** A text after the edit that a box shows. Throws where what it takes away is not there once. */
export function edited(before: string, { text, line }: Pick<Box, 'text' | 'line'>): string {
  const side = (sign: '-' | '+'): string =>
    text
      .split('\n')
      .filter((one) => one.startsWith(' ') || one.startsWith(sign))
      .map((one) => `${one.slice(1)}\n`)
      .join('');
  const parts = before.split(side('-'));
  if (parts.length < 2) throw new Error(`line ${line}: what it takes away is not there`);
  const last = parts.pop();
  return `${parts.join(side('-'))}${side('+')}${last}`;
}

/** The first promised line that was not printed, after all before it were; undefined: all were. A `…` stands for anything. */
export function missing(printed: string, promised: string): string | undefined {
  const lines = stripVTControlCharacters(printed).split('\n');
  let at = 0;
  return promised
    .trimEnd()
    .split('\n')
    .find((promise) => {
      const shape = new RegExp(`^${RegExp.escape(promise).replaceAll('…', '.*')}$`);
      const found = lines.findIndex((line, i) => i >= at && shape.test(line.trimEnd()));
      at = found + 1;
      return found < 0;
    });
}
