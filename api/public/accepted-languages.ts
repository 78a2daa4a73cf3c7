/** The languages of an Accept-Language header, the dearest first, without those that are refused (`q=0`). Pure. Never throws. */
export const acceptedLanguages = (header = ''): readonly string[] =>
  header
    .split(',')
    .map((part) => {
      const [language = '', ...more] = part.split(';').map((piece) => piece.trim());
      const weight = more.find((piece) => piece.startsWith('q='))?.slice(2);
      return { language, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => language !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
