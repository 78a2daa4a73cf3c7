const TAG = /^[a-z]{2}(-[a-z0-9]{2,8})?$/;

/** Whether this is how we write a language: `de`, `pt-br`. Pure. */
export const isLanguage = (name: string): boolean => TAG.test(name);

/** Which of these languages speaks to whoever says they read `said`: of `de-AT` it is `de-at`, else `de`, else none. Pure. Never throws. */
export function languageIn(
  there: Readonly<{ has: (language: string) => boolean }>,
  said: unknown,
): string | undefined {
  if (typeof said !== 'string') return undefined;
  const tag = said.trim().toLowerCase().replaceAll('_', '-');
  const [tongue = ''] = tag.split('-');
  return [tag, tongue].find((language) => there.has(language));
}
