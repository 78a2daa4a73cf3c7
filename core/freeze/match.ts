import type { Match, Scalar } from '../frozen.ts';
import { refuse, type Spot } from './draft.ts';
import { type Fields, isFields, meantOr, spell } from './fields.ts';
import { propertyIn } from './property.ts';
import type { Shape } from './vocabulary.ts';

/** What one property has to be, checked against what it can be. */
export function matchIn(spot: Spot, value: unknown, shape: Shape): Match {
  if (Array.isArray(value)) return listIn(spot, value, shape);
  if (isFields(value)) return comparisonIn(spot, value, shape);
  return scalarIn(spot, value, shape);
}

/** A list of values of which one must fit. */
export function listIn(spot: Spot, values: readonly unknown[], shape: Shape): readonly Scalar[] {
  if (values.length === 0) {
    refuse(spot, { code: 'L012', what: 'A list of nothing fits nobody.', mend: 'Name a value.' });
  }
  return values.map((value) => scalarIn(spot, value, shape));
}

/** A plain value that the property or trait can have. */
export function scalarIn(spot: Spot, value: unknown, shape: Shape): Scalar {
  if (!isScalar(value)) {
    refuse(spot, {
      code: 'L012',
      what: `${spell(value)} is no value to compare with.`,
      mend: 'Compare with a text, a number, true or false.',
    });
    return '';
  }
  if (shape.oneOf !== undefined && !shape.oneOf.includes(value)) {
    const mend = meantOr(value, shape.oneOf.map(String));
    refuse(spot, { code: 'L012', what: `It is never ${spell(value)}.`, mend });
  } else if (!fits(value, shape)) {
    const mend = `It is a ${shape.kind}.`;
    refuse(spot, { code: 'L012', what: `It is never ${spell(value)}.`, mend });
  }
  return value;
}

/** A number to compare with. */
export function numberIn(spot: Spot, value: unknown, shape: Shape): number {
  if (shape.kind !== 'number' && shape.kind !== 'unknown') {
    refuse(spot, {
      code: 'L012',
      what: `A ${shape.kind} is not more or less than something.`,
      mend: 'Name the values that fit.',
    });
  }
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  refuse(spot, { code: 'L012', what: `${spell(value)} is no number.`, mend: 'Say a number.' });
  return 0;
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));

const fits = (value: Scalar, { kind }: Shape): boolean =>
  kind === 'unknown' || typeof value === (kind === 'date' ? 'string' : kind);

function comparisonIn(spot: Spot, value: Fields, shape: Shape): Match {
  if ('of' in value) return sameAsIn(spot, value, shape);
  const [word = ''] = Object.keys(value);
  switch (Object.keys(value).length === 1 ? word : '') {
    case 'atLeast':
      return { atLeast: numberIn(spot, value['atLeast'], shape) };
    case 'under':
      return { under: numberIn(spot, value['under'], shape) };
    case 'startsWith':
      return { startsWith: String(scalarIn(spot, value['startsWith'], { kind: 'string' })) };
    default:
      noComparison(spot, value);
      return '';
  }
}

/** The same as a property of another event: both must be of one kind. */
function sameAsIn(spot: Spot, value: Fields, shape: Shape): Match {
  const { ref, shape: other } = propertyIn(spot, value);
  if (other && other.kind !== shape.kind && ![other.kind, shape.kind].includes('unknown')) {
    refuse(spot, {
      code: 'L012',
      what: `It is a ${shape.kind}, and ${ref.of}.${ref.property} is a ${other.kind}.`,
      mend: 'Compare it with a property of its own kind.',
    });
  }
  return ref;
}

const noComparison = (spot: Spot, value: Fields): void =>
  refuse(spot, {
    code: 'L012',
    what: `${'trait' in value ? 'A trait' : spell(value)} is no value to compare with.`,
    mend: "Compare with a plain value, a list of them, { atLeast }, { under }, startsWith(…) or the('…').….",
  });
