import type { Scalar } from '../core/frozen.ts';
import type { Shape } from '../core/freeze/vocabulary.ts';

// What is used of Standard Schema (standardschema.dev) at run time: `validate`, and where a library has it, `jsonSchema`.

type Issue = Readonly<{
  message: string;
  path?: readonly (PropertyKey | Readonly<{ key: PropertyKey }>)[] | undefined;
}>;
export type Validation = Readonly<{ issues?: readonly Issue[] | undefined }>;
type Standard = Readonly<{
  validate: (value: unknown) => unknown;
  jsonSchema?: Readonly<{ input: (options: Readonly<{ target: string }>) => unknown }>;
}>;

/** Whether it can validate at all. */
export function standardOf(schema: unknown): Standard | undefined {
  const standard = isRecord(schema) ? schema['~standard'] : undefined;
  return isRecord(standard) && typeof standard['validate'] === 'function'
    ? (standard as unknown as Standard)
    : undefined;
}

/** A Zod schema is a function's kin: some libraries make theirs callable. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  (typeof value === 'object' || typeof value === 'function') && value !== null;

/** The JSON Schema of what goes in, if the library tells. */
export function jsonSchemaOf(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  try {
    const told = standardOf(schema)?.jsonSchema?.input({ target: 'draft-2020-12' });
    return isRecord(told) ? told : undefined;
  } catch {
    return undefined; // a schema that JSON Schema cannot say: then nothing is known of it
  }
}

/** The properties of an object schema, by name; undefined where it does not tell, or takes any. */
export function propertiesOf(schema: unknown): ReadonlyMap<string, Shape> | undefined {
  const json = jsonSchemaOf(schema);
  if (json?.['type'] !== 'object' || isRecord(json['additionalProperties'])) return undefined;
  const properties = isRecord(json['properties']) ? json['properties'] : {};
  return new Map(Object.entries(properties).map(([name, one]) => [name, shapeOf(one)]));
}

/** What a value may be, from its JSON Schema. */
export function shapeOf(json: unknown): Shape {
  if (!isRecord(json)) return { kind: 'unknown' };
  const oneOf = Array.isArray(json['enum']) ? json['enum'].filter(isScalar) : undefined;
  switch (json['type']) {
    case 'string':
      return {
        kind: json['format'] === 'date-time' ? 'date' : 'string',
        ...(oneOf && { oneOf }),
        ...(isScalar(json['const']) && { oneOf: [json['const']] }),
      };
    case 'number':
    case 'integer':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'boolean' };
    default:
      return { kind: 'unknown' };
  }
}

const isScalar = (value: unknown): value is Scalar =>
  ['string', 'number', 'boolean'].includes(typeof value);
