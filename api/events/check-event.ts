import type { ApiDeps, Checked } from '../deps.ts';
import { suggestion } from '../http/suggestion.ts';
import { Problem } from '../http/problem.ts';
import { checkReported, ownNames, reportedNames } from './reported.ts';

/** The properties of an event that this house knows. Throws a Problem that names what it does know, or the faulty path. */
export function checkedEvent(
  { events }: Pick<ApiDeps, 'events'>,
  name: string,
  props: Record<string, unknown>,
): Record<string, unknown> {
  if (ownNames.has(name))
    throw new Problem(
      'unknown-event',
      `“${name}” is told by Perennial itself; nobody else can report it.`,
    );
  if (events.names.includes(name)) return accepted(events.check(name, props), '/properties');
  const reported = checkReported(name, props);
  if (reported !== undefined) return accepted(reported, '/properties');
  const known = [...events.names, ...reportedNames];
  throw new Problem(
    'unknown-event',
    `This house has no event “${name}”. ${suggestion(name, known)}`,
    {
      known,
    },
  );
}

/** The traits as given, once the house has agreed to them. */
export const checkedTraits = (
  { traits }: Pick<ApiDeps, 'traits'>,
  given: Record<string, unknown>,
): Record<string, unknown> => accepted(traits.check(given), '/traits');

function accepted(checked: Checked, at: string): Record<string, unknown> {
  if (checked.ok) return checked.props;
  const path = `${at}/${checked.path.replace(/^\//, '').replaceAll('.', '/')}`;
  throw new Problem('invalid', `In the body: ${path}: ${checked.what}`, {
    faults: [{ path, what: checked.what }],
  });
}
