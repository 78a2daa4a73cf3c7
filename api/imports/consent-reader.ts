import type { ConsentFrom } from '../../core/import-map.ts';
import type { ConsentGiven } from '../../store/consents.ts';
import { instantIn } from '../http/fields.ts';
import { suggestion } from '../http/suggestion.ts';
import { Problem } from '../http/problem.ts';
import { conditionReader, type Reader, type Row, textReader, valueReader } from './row-reader.ts';
import type { Typed } from './typed-cell.ts';

/** What is wrong with a row, in words: collected, so that all of it is said at once. */
export type Faults = string[];

const BASES = ['consent', 'soft-opt-in', 'contract', 'legitimate-interest'] as const;
type Basis = (typeof BASES)[number];

/** What somebody agreed to, by one entry of `consents`. */
export function consentReader(
  from: ConsentFrom,
  path: string,
  topics: readonly string[],
): Reader<(faults: Faults) => readonly ConsentGiven[]> {
  const when = from.when === undefined ? undefined : conditionReader(from.when, `${path}.when`);
  const at = from.at === undefined ? undefined : valueReader(from.at, `${path}.at`);
  const texts = [from.basis, from.source, ...from.topics].map((text) => textReader(text, path));
  const parts = [when, at, ...texts].filter((part) => part !== undefined);
  refuseUnknown(from, path, topics);
  const read = (row: Row, faults: Faults): readonly ConsentGiven[] => {
    if (when?.read(row) === false) return [];
    const [basis = '', source = '', ...named] = texts.map((text) => text.read(row));
    const given = named.filter((topic) => topic !== '');
    faults.push(...faultsOf({ basis, source, given }, topics));
    const since = at === undefined ? {} : instant(at.read(row), faults);
    return isBasis(basis) ? given.map((topic) => ({ topic, basis, source, ...since })) : [];
  };
  return {
    columns: parts.flatMap(({ columns }) => columns),
    read: (row) => (faults) => read(row, faults),
  };
}

type Given = Readonly<{ basis: string; source: string; given: readonly string[] }>;
const faultsOf = ({ basis, source, given }: Given, topics: readonly string[]): Faults => [
  ...(isBasis(basis) ? [] : [notABasis(basis)]),
  ...(source === '' ? ['its consent names no source'] : []),
  ...given
    .filter((topic) => !topics.includes(topic))
    .map((topic) => `the house has no topic “${topic}”`),
];

/** Texts without Liquid are the same for all rows, so they are judged before the first. */
function refuseUnknown(from: ConsentFrom, path: string, topics: readonly string[]): void {
  if (isFixed(from.basis) && !isBasis(from.basis))
    throw new Problem('bad-map', `${path}.basis: ${notABasis(from.basis)}.`);
  for (const topic of from.topics.filter(isFixed))
    if (!topics.includes(topic))
      throw new Problem(
        'bad-map',
        `${path}.topics: the house has no topic “${topic}”. ${suggestion(topic, topics)}`,
      );
}

function instant(value: Typed | undefined, faults: Faults): Readonly<{ at?: number }> {
  if (value === undefined) return {};
  const said = value.ok ? String(value.value) : '';
  const parsed = instantIn.safeParse(said);
  if (parsed.success) return { at: parsed.data };
  faults.push(`its consent's “${said}” is no date: 2027-05-12 or 2027-05-12T09:00:00Z`);
  return {};
}

const isFixed = (text: string): boolean => !/\{[{%]/.test(text);
const isBasis = (text: string): text is Basis => BASES.some((basis) => basis === text);
const notABasis = (text: string): string => `“${text}” is no basis: ${BASES.join(', ')}`;
