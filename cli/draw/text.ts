/** The width of a text in pixels, on the safe side: whoever opens the picture has fonts of their own. Pure. */
export function widthOf(text: string, size: number, bold = false): number {
  let ems = 0;
  for (const letter of text) ems += emsOf(letter);
  return ems * size * (bold ? 1.08 : 1);
}

function emsOf(letter: string): number {
  if (NARROW.test(letter)) return 0.33;
  if (WIDE.test(letter)) return 0.88;
  return /\p{Lu}/u.test(letter) ? 0.68 : 0.58;
}
const NARROW = /[iljtfrI.,:;'’‘!|()[\] ]/;
const WIDE = /[mwMW@%—…]/;

/** A text in lines no wider than `most`, broken between words; a longer word stands alone. Pure. */
export function wrap(text: string, size: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size) > most) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
