/** The fields of one block, the last of each, by their names in small letters. */
export type Fields = ReadonlyMap<string, string>;

/** Blocks of `Name: value` between blank lines, as in delivery reports (RFC 3464, 5965) and heads; folded lines are one. Pure, total. */
export const blocksOf = (text: string): readonly Fields[] =>
  text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter(({ size }) => size > 0);

const fieldsOf = (block: string): Fields =>
  new Map(
    block
      .replaceAll(/\n[ \t]+/g, ' ')
      .split('\n')
      .flatMap((line) => {
        const [, name = '', value = ''] = /^([!-9;-~]{1,80}):(.*)$/.exec(line) ?? [];
        return name === '' ? [] : [[name.toLowerCase(), value.trim()] as const];
      }),
  );
