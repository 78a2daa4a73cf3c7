type Word = 'and' | 'or';

/** 'a', 'a or b', 'a, b or c'. Pure. */
export const shortList = (parts: readonly string[], word: Word): string =>
  parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} ${word} ${parts[parts.length - 1]}`;

/** 'a', 'a, or b', 'a, b, or c': for whole clauses, so that what stands behind the last is read with the last alone. Pure. */
export const clauseList = (parts: readonly string[], word: Word): string =>
  parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')}, ${word} ${parts[parts.length - 1]}`;
