import type { ImportMap } from '../../core/import-map.ts';
import type { ConsentGiven } from '../../store/consents.ts';
import type { ImportRow } from '../../store/put-many.ts';
import { zone as ianaZone } from '../http/fields.ts';
import { consentReader, type Faults } from './consent-reader.ts';
import { conditionReader, type Reader, type Row, textReader, valueReader } from './row-reader.ts';
import type { Typed } from './typed-cell.ts';

/** What a row says, before the house and the address have been judged. */
export type Said = Omit<ImportRow, 'line' | 'email'> & Readonly<{ address: string }>;

/** A map that is ready to be used on any number of rows. */
export type CompiledMap = Readonly<{
  /** The columns that a file must have. */
  columns: readonly string[];
  delimiter: string;
  unknown: readonly string[];
  /** What is wrong with the row is pushed to `faults`. @throws Error when a Liquid filter fails. */
  read: (row: Row, faults: Faults) => Said;
}>;

/**
 * Compiles each Liquid text of a map once.
 * @throws Problem `bad-map` with the place in the map.
 */
export function compileMap(map: ImportMap, topics: readonly string[]): CompiledMap {
  const address = valueReader(map.address, 'address');
  const zone = map.zone === undefined ? undefined : valueReader(map.zone, 'zone');
  const traits = Object.entries(map.traits).map(
    ([trait, from]) => [trait, valueReader(from, `traits.${trait}`)] as const,
  );
  const consents = map.consents.map((from, index) =>
    consentReader(from, `consents[${index}]`, topics),
  );
  const suppress = map.suppress.map(({ when, reason }, index) => ({
    when: conditionReader(when, `suppress[${index}].when`),
    reason: textReader(reason, `suppress[${index}].reason`),
  }));
  const readers = [address, zone, ...traits.map(([, reader]) => reader), ...consents];
  const conditions = suppress.flatMap(({ when, reason }) => [when, reason]);
  return {
    columns: columnsOf([...readers, ...conditions]),
    delimiter: map.delimiter,
    unknown: map.unknown,
    read: (row, faults) => ({
      address: String(plain(address.read(row), 'address', faults) ?? ''),
      traits: readTraits(traits, row, faults),
      consents: consents.flatMap((consent): readonly ConsentGiven[] => consent.read(row)(faults)),
      ...optional('suppress', reasonOf(suppress, row, faults)),
      ...optional('zone', zone && zoneOf(plain(zone.read(row), 'zone', faults), faults)),
    }),
  };
}

type TraitReaders = readonly (readonly [string, Reader<Typed | undefined>])[];
function readTraits(traits: TraitReaders, row: Row, faults: Faults): Said['traits'] {
  const said = traits.map(
    ([trait, reader]) => [trait, plain(reader.read(row), trait, faults)] as const,
  );
  return Object.fromEntries(
    said.flatMap(([trait, value]) => (value === undefined ? [] : [[trait, value] as const])),
  );
}

type SuppressReaders = readonly Readonly<{ when: Reader<boolean>; reason: Reader<string> }>[];
function reasonOf(
  suppress: SuppressReaders,
  row: Row,
  faults: Faults,
): { reason: string } | undefined {
  const first = suppress.find(({ when }) => when.read(row));
  if (first === undefined) return undefined;
  const reason = first.reason.read(row);
  if (reason === '') faults.push('it is to be suppressed without a reason');
  return { reason };
}

function zoneOf(said: string | number | boolean | undefined, faults: Faults): string | undefined {
  if (said === undefined) return undefined;
  const parsed = ianaZone.safeParse(said);
  if (!parsed.success) faults.push(`“${said}” is no time zone: an IANA name such as Europe/Berlin`);
  return parsed.data;
}

function plain(
  typed: Typed | undefined,
  target: string,
  faults: Faults,
): string | number | boolean | undefined {
  if (typed === undefined || typed.ok) return typed?.value;
  faults.push(`${target}: ${typed.what}`);
  return undefined;
}

const columnsOf = (
  readers: readonly (Pick<Reader<unknown>, 'columns'> | undefined)[],
): readonly string[] => [...new Set(readers.flatMap((reader) => reader?.columns ?? []))];

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
