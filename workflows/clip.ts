/** `text`, cut to `letters` where it is longer. Pure. */
export const clip = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
