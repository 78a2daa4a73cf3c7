import type { House } from '../core/language/vocabulary.ts';
import { nearest } from '../core/nearest.ts';
import { type Checked, wrong } from './checked.ts';
import { ownEvents, trackedEvents } from './reported.ts';
import { standardOf, type Validation } from './standard-schema.ts';

/** Whether an event is one the house knows, with properties its schema takes. Never throws. */
export function checkEvent(house: House, name: string, props: unknown): Checked {
  if (!isProps(props)) return wrong('properties', 'Properties are a JSON object.');
  const reported = trackedEvents.get(name);
  if (reported) return reported(house, props);
  if (ownEvents.includes(name))
    return wrong('event', `${name} is told by Perennial itself, by nobody else.`);
  const schema = Object.hasOwn(house.events, name) ? house.events[name] : undefined;
  if (schema === undefined)
    return unknownName('event', name, [...Object.keys(house.events), ...trackedEvents.keys()]);
  return validate(schema, props, 'properties') ?? { ok: true, props };
}

/** Whether these are traits the house knows, each with a value its schema takes. Never throws. */
export function checkTraits(house: House, traits: unknown): Checked {
  if (!isProps(traits)) return wrong('traits', 'Traits are a JSON object.');
  for (const [name, value] of Object.entries(traits)) {
    const schema = Object.hasOwn(house.traits, name) ? house.traits[name] : undefined;
    if (schema === undefined) return unknownName('trait', name, Object.keys(house.traits));
    const refused = validate(schema, value, `traits.${name}`);
    if (refused) return refused;
  }
  return { ok: true, props: traits };
}

const isProps = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function unknownName(kind: 'event' | 'trait', name: string, names: readonly string[]): Checked {
  const near = nearest(name, names);
  const meant = near === undefined ? `It knows ${names.join(', ')}.` : `Did you mean '${near}'?`;
  const path = kind === 'event' ? 'event' : `traits.${name}`;
  return wrong(path, `The house knows no ${kind} '${name}'. ${meant}`);
}

/** What the schema has against a value; undefined: nothing. */
function validate(schema: unknown, value: unknown, path: string): Checked | undefined {
  const answer = answerOf(schema, value);
  const [issue] = answer.issues ?? [];
  if (issue === undefined) return undefined;
  const inside = (issue.path ?? []).map((part) =>
    String(typeof part === 'object' ? part.key : part),
  );
  return wrong([path, ...inside].join('.'), issue.message);
}

function answerOf(schema: unknown, value: unknown): Validation {
  const standard = standardOf(schema);
  if (!standard) return { issues: [{ message: 'its schema in house.ts is no Standard Schema' }] };
  try {
    const answer = standard.validate(value);
    if (answer instanceof Promise)
      return { issues: [{ message: 'its schema in house.ts is asynchronous' }] };
    return answer as Validation;
  } catch {
    return { issues: [{ message: 'its schema in house.ts threw an error' }] };
  }
}
