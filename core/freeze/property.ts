import type { PropertyRef } from '../frozen.ts';
import { refuse, type Spot } from './draft.ts';
import { type Fields, meantOr } from './fields.ts';
import { nameIn } from './names.ts';
import type { Shape } from './vocabulary.ts';

/** `the('trial.started').endsAt`, with what it is as far as its schema tells. */
export function propertyIn(
  spot: Spot,
  value: Fields,
): Readonly<{ ref: PropertyRef; shape: Shape | undefined }> {
  const of = nameIn(spot, value['of'], 'event');
  const property = String(value['property']);
  const properties = spot.draft.words.events.get(of);
  if (properties && !properties.has(property)) noProperty(spot, of, property);
  return { ref: { of, property }, shape: properties?.get(property) };
}

/** Refuses a property that the event does not have. */
export function noProperty(spot: Spot, event: string, name: string): void {
  refuse(spot, {
    code: 'L011',
    what: `${event} has no property '${name}'.`,
    mend: meantOr(name, spot.draft.words.events.get(event)?.keys() ?? []),
  });
}
