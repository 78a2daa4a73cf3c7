/** Some text of a document that is put together of several files, and where in its own file it begins. */
export type Piece = Readonly<{ file: string; line: number; text: string }>;
export type Place = Readonly<{ file: string; line: number }>;

/** The document as one text. Pure. */
export const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

/** Where `says` stands on a line of the document, for pieces may share a line; undefined past its end. Pure. */
export function placeOf(pieces: readonly Piece[], line: number, says: string): Place | undefined {
  const found: (Place & { text: string })[] = [];
  let first = 1;
  for (const { file, line: begins, text } of pieces) {
    const lines = text.split('\n');
    const here = lines[line - first];
    if (here !== undefined) found.push({ file, line: begins + line - first, text: here });
    first += lines.length - 1;
  }
  const place = found.find(({ text }) => text.includes(says)) ?? found[0];
  return place && { file: place.file, line: place.line };
}

/** Cuts a piece in two around a mark, each with its own first line; undefined where the mark is not in it. Pure. */
export function cutAt(piece: Piece, mark: string): readonly [Piece, Piece] | undefined {
  const at = piece.text.indexOf(mark);
  if (at < 0) return undefined;
  const before = piece.text.slice(0, at);
  const line = piece.line + before.split('\n').length - 1;
  return [
    { ...piece, text: before },
    { ...piece, line, text: piece.text.slice(at + mark.length) },
  ];
}
