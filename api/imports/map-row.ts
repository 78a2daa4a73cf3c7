import type { ImportRow } from '../../store/put-many.ts';
import { emailKey } from '../../store/email-key.ts';
import type { Checked } from '../deps.ts';
import type { CompiledMap, Said } from './compile-map.ts';
import type { CsvRow } from './csv-rows.ts';
import type { Header } from './header.ts';
import { rowMaker } from './row-reader.ts';
import type { Faults } from './consent-reader.ts';

/** A row that may be written, or why it may not. */
export type Mapped =
  | Readonly<{ kind: 'row'; row: ImportRow; key: string }>
  | Readonly<{ kind: 'refused'; reason: string }>;

type CheckTraits = (traits: Record<string, unknown>) => Checked;

/** Judges rows of a file with this header: their shape, what the map makes of them, the address, the traits. */
export function rowMapper(
  map: CompiledMap,
  header: Header,
  check: CheckTraits,
): (row: CsvRow) => Mapped {
  const rowOf = rowMaker(header, map.columns, map.unknown);
  return ({ line, cells, broken }) => {
    const misfit = broken ?? header.misfit(cells);
    if (misfit !== undefined) return { kind: 'refused', reason: misfit };
    const faults: Faults = [];
    const said = attempt(() => map.read(rowOf(cells), faults), faults);
    const key = said && keyOf(said, faults);
    if (said) judge(said, check, faults);
    if (said === undefined || key === undefined || faults.length > 0)
      return { kind: 'refused', reason: faults.join('; ') };
    const { address, ...rest } = said;
    return { kind: 'row', key, row: { line, email: address, ...rest } };
  };
}

/** A Liquid filter that cannot take what it is given refuses the row, not the file. */
function attempt(read: () => Said, faults: Faults): Said | undefined {
  try {
    return read();
  } catch (error) {
    faults.push(error instanceof Error ? (error.message.split(', line:')[0] ?? '') : String(error));
    return undefined;
  }
}

function keyOf({ address }: Said, faults: Faults): string | undefined {
  const key = address === '' ? undefined : emailKey(address);
  if (address === '') faults.push('it has no address');
  else if (key === undefined) faults.push(`“${shortened(address)}” is no e-mail address`);
  return key;
}

function judge(said: Said, check: CheckTraits, faults: Faults): void {
  const { address, traits, consents, suppress } = said;
  const texts = [address, suppress?.reason, ...consents.map(({ source }) => source)];
  if ([...texts, ...Object.values(traits)].some(isUnstorable))
    faults.push('it holds a NUL character or half a letter, which is no text');
  const checked = check({ ...traits });
  if (!checked.ok) faults.push(`${checked.path}: ${checked.what}`);
}

/** PostgreSQL keeps no NUL; half of a surrogate pair comes of a Liquid filter that cuts. */
const isUnstorable = (value: unknown): boolean =>
  typeof value === 'string' && (value.includes('\0') || !value.isWellFormed());

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
