import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isLanguage, languageIn } from '../core/spoken-language.ts';
import type { Template } from './template.ts';

/** The trait that says which language somebody reads. */
export const LANGUAGE_TRAIT = 'language';

/** The languages of a mail besides its own: its folders. */
export async function languagesOf(templates: string, mail: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(templates, mail), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && isLanguage(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

/** The mail in the language of whoever gets it, as their trait says: `de-AT` reads `de-at`, else `de`, else the mail's own. Pure. */
export function spokenTo(template: Template, person: Readonly<Record<string, unknown>>): Template {
  const language = languageIn(template.languages, person[LANGUAGE_TRAIT]);
  return template.languages.get(language ?? '') ?? template;
}
