import type { ApiDeps, Checked } from '../deps.ts';
import { Problem } from '../http/problem.ts';

/** The properties of an event that this house knows. Throws a Problem that names what it does know, or the faulty path. */
export function checkedEvent(
  { events }: Pick<ApiDeps, 'events'>,
  name: string,
  props: Record<string, unknown>,
): Readonly<Record<string, unknown>> {
  const checked = events.check(name, props);
  if (checked.ok || checked.path !== 'event') return accepted(checked);
  const faults = [{ path: '/event', what: checked.what }];
  throw new Problem('unknown-event', checked.what, { faults, known: [...events.names] });
}

/** The traits as given, once the house has agreed to them. */
export const checkedTraits = (
  { traits }: Pick<ApiDeps, 'traits'>,
  given: Record<string, unknown>,
): Readonly<Record<string, unknown>> => accepted(traits.check(given));

function accepted(checked: Checked): Readonly<Record<string, unknown>> {
  if (checked.ok) return checked.props;
  const path = `/${checked.path.replaceAll('.', '/')}`;
  throw new Problem('invalid', `In the body: ${path}: ${checked.what}`, {
    faults: [{ path, what: checked.what }],
  });
}
