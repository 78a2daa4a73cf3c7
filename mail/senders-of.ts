import type { Template } from './template.ts';

/** The mails that name a sender of their own, with whom. Pure. */
export const sendersOf = (
  templates: ReadonlyMap<string, Pick<Template, 'from'>>,
): ReadonlyMap<string, string> =>
  new Map([...templates].flatMap(([mail, { from }]) => (from === undefined ? [] : [[mail, from]])));
