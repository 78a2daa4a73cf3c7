import { TokenKind, Tokenizer } from 'liquidjs';

/** One `{{ … }}` or `{% … %}` as it stands in the source. */
export type LiquidTag = Readonly<{
  kind: 'output' | 'tag';
  text: string;
  /** What is between the braces, trimmed. */
  inner: string;
  begin: number;
  end: number;
}>;

/** The Liquid tags of a source, in reading order. Throws a Liquid error on one that is not closed. */
export function liquidTags(source: string): readonly LiquidTag[] {
  return new Tokenizer(source).readTopLevelTokens().flatMap((token) => {
    if (token.kind !== TokenKind.Output && token.kind !== TokenKind.Tag) return [];
    const { begin, end } = token;
    const text = source.slice(begin, end);
    const kind = token.kind === TokenKind.Output ? ('output' as const) : ('tag' as const);
    return [{ kind, text, inner: innerOf(text), begin, end }];
  });
}

/** A source whose Liquid tags are words that no parser of HTML or text minds. */
export type Masked = Readonly<{ text: string; unmask(text: string): string }>;

/** Hides the Liquid tags of a source from tools that do not know them. */
export function mask(source: string): Masked {
  const tags = liquidTags(source);
  let text = '';
  let from = 0;
  for (const [index, tag] of tags.entries()) {
    text += source.slice(from, tag.begin) + wordOf(index);
    from = tag.end;
  }
  return {
    text: text + source.slice(from),
    unmask: (masked) => masked.replaceAll(MASKED, (_, index) => tags[Number(index)]?.text ?? ''),
  };
}

/** A source as words alone: whatever its conditions choose, and … for each merged value. */
export function wordsOf(source: string): string {
  let words = '';
  let from = 0;
  for (const { kind, begin, end } of liquidTags(source)) {
    words += source.slice(from, begin) + (kind === 'output' ? '…' : '');
    from = end;
  }
  return words + source.slice(from);
}

/** How often each tag stands in a source. */
export function tagCounts(source: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of liquidTags(source)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Private-use characters: nobody types them, and no parser treats them as space or markup. */
const wordOf = (index: number): string => `\uE000${index}\uE001`;
const MASKED = /\uE000(\d+)\uE001/g;

/** Where the conditions of a piece of a masked source are not its own: they begin in it and end elsewhere, or the reverse; undefined: nowhere. */
export function brokenFrom(piece: string, { unmask }: Masked): number | undefined {
  const open: number[] = [];
  for (const { 0: word, index } of piece.matchAll(MASKED)) {
    const name = /^\{%-?\s*(\w*)/.exec(unmask(word))?.[1];
    if (name === undefined) continue;
    if (OPENS.has(name)) open.push(index);
    else if (open.length === 0) return index;
    else if (name.startsWith('end')) open.pop();
  }
  return open[0];
}
const OPENS = new Set(['if', 'unless', 'case', 'comment']);

/** Whether a masked text begins with a merged value. */
export const beginsMerged = (masked: string): boolean => masked.trimStart().startsWith('\uE000');

/** Without its braces, and without the dashes that eat the space around it. */
const innerOf = (text: string): string =>
  text.slice(2, -2).replace(/^-/, '').replace(/-$/, '').trim();
