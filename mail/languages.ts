import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Template } from './template.ts';

/** The trait that says which language somebody reads. */
export const LANGUAGE_TRAIT = 'language';

const TAG = /^[a-z]{2}(-[a-z0-9]{2,8})?$/;

/** Whether a folder within a mail is called as a language: `de`, `pt-br`. Pure. */
export const isLanguage = (name: string): boolean => TAG.test(name);

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
  const said = person[LANGUAGE_TRAIT];
  if (typeof said !== 'string') return template;
  const tag = said.trim().toLowerCase().replaceAll('_', '-');
  const [tongue = ''] = tag.split('-');
  return template.languages.get(tag) ?? template.languages.get(tongue) ?? template;
}
