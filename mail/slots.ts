import type { Sample } from './mail-folder.ts';
import type { Finding } from './problems.ts';

export type SlotType = 'string' | 'number' | 'boolean' | 'Date';
/** What a step must fill, by name. */
export type Slots = Readonly<Record<string, SlotType>>;

/** What resolves by itself; undefined: any name, for traits are the house's. */
const ROOTS: Readonly<Record<string, readonly string[] | undefined>> = {
  person: undefined,
  account: ['domain'],
  sender: ['name', 'address'],
  owner: ['name', 'email'],
};
const ALONE = new Set(['unsubscribe', 'preferences', 'confirm', 'postal']);
const SLOT = /^[a-z][A-Za-z0-9]*$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** Whether a text is an instant as events carry it: ISO 8601 with a zone. */
export const isInstant = (text: string): boolean =>
  INSTANT.test(text) && !Number.isNaN(Date.parse(text));

/** The free variables that a step must fill: neither ours nor those that resolve by themselves. */
export const slotNames = (variables: readonly string[]): readonly string[] =>
  [...new Set(variables)]
    .filter((variable) => !ALONE.has(variable) && !Object.hasOwn(ROOTS, rootOf(variable)))
    .toSorted();

/** Slots with the types of their samples. A slot without a sample is a finding of `slotFindings`. */
export const slotsOf = (variables: readonly string[], sample: Sample): Slots =>
  Object.fromEntries(
    slotNames(variables).flatMap((name) => {
      const value = sample.fill[name];
      return value === undefined ? [] : [[name, typeOf(value)]];
    }),
  );

/** What is wrong with the variables of a mail. `traits`: those that the house has, if that is known. */
export const variableFindings = (
  variables: readonly string[],
  traits: readonly string[] | undefined,
): readonly Finding[] => [...new Set(variables)].flatMap((variable) => unknown(variable, traits));

/** What is wrong between the slots of a mail and its samples. */
export function slotFindings(variables: readonly string[], sample: Sample): readonly Finding[] {
  const slots = slotNames(variables).filter((name) => SLOT.test(name));
  const missing = slots.filter((name) => !Object.hasOwn(sample.fill, name));
  const unused = Object.keys(sample.fill).filter((name) => !slots.includes(name));
  return [
    ...missing.map((name) => ({
      code: 'T056' as const,
      what: `The slot "${name}" has no sample.`,
      mend: `Add "${name}" to "fill": its type is that of its sample, an ISO instant being a Date. If it is no slot, mend its name in the mail.`,
    })),
    ...unused.map((name) => ({
      code: 'T056' as const,
      what: `The sample "${name}" is of no slot.`,
      mend: `Use {{ ${name} }} in the mail, or take the sample out.`,
    })),
  ];
}

/** What is wrong between the slots of a mail and those of the same mail in another language: a step fills them once. */
export function otherSlots(variables: readonly string[], sample: Sample): readonly Finding[] {
  const slots = slotNames(variables).filter((name) => SLOT.test(name));
  const missing = Object.keys(sample.fill).filter((name) => !slots.includes(name));
  const more = slots.filter((name) => !Object.hasOwn(sample.fill, name));
  const mend = 'A mail has the same slots in all its languages: a step fills it once.';
  const whats = [
    ...missing.map((name) => `It leaves out {{ ${name} }}, which the mail has.`),
    ...more.map((name) => `It has {{ ${name} }}, which the mail has not.`),
  ];
  return whats.map((what) => ({ code: 'T058', what, mend }));
}

/** What is wrong with the slots of a member of a series: that there are any. */
export const seriesFindings = (variables: readonly string[]): readonly Finding[] =>
  slotNames(variables)
    .filter((name) => SLOT.test(name))
    .map((name) => ({
      code: 'T057',
      what: `The mail is of a series, and {{ ${name} }} is a slot: nobody would fill it.`,
      mend: 'Write it without, or move its folder up to templates/, where a step can fill it. If it is no slot, mend its name.',
    }));

function unknown(variable: string, traits: readonly string[] | undefined): readonly Finding[] {
  const root = rootOf(variable);
  if (Object.hasOwn(ROOTS, root)) {
    return unknownOf(root, variable, root === 'person' ? traits : ROOTS[root]);
  }
  if (ALONE.has(variable) || SLOT.test(variable)) return [];
  const what = `{{ ${variable} }} is no name for a slot.`;
  return [{ code: 'T054', what, mend: 'Use one plain word, as in endsAt.' }];
}

function unknownOf(
  root: string,
  variable: string,
  known: readonly string[] | undefined,
): readonly Finding[] {
  const [first, name = '', ...rest] = variable.split('.');
  const plain = first === root && rest.length === 0 && /^\w+$/.test(name);
  if (plain && (known === undefined || known.includes(name))) return [];
  const mend =
    known === undefined
      ? `Write ${root}. and the name of a trait.`
      : `There is ${known.map((each) => `${root}.${each}`).join(', ')}.`;
  return [{ code: 'T054', what: `Nobody knows {{ ${variable} }}.`, mend }];
}

const rootOf = (variable: string): string => /^\w*/.exec(variable)?.[0] ?? '';

function typeOf(value: string | number | boolean): SlotType {
  if (typeof value === 'string') return isInstant(value) ? 'Date' : 'string';
  return typeof value === 'number' ? 'number' : 'boolean';
}
